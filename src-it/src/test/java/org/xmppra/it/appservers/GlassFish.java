package org.xmppra.it.appservers;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.xmppra.it.servers.FreePorts;

/** GlassFish or Payara, configured by the commands of {@code docs/payara-glassfish.md}, with the sample deployed. */
final class GlassFish implements ApplicationServer {
    private static final String DOMAIN = "domain1";

    private final Path program;
    private final Path template;
    private final ServerJvm jvm;
    private final int httpPort = FreePorts.next();
    private final int adminPort = FreePorts.next();

    private GlassFish(GlassFishEdition edition, String name) {
        Path home = Installation.home(edition.directory()).resolve("glassfish");
        program = home.resolve("lib").resolve("client").resolve("appserver-cli.jar");
        template = home.resolve("domains").resolve(DOMAIN);
        jvm = new ServerJvm(name, Path.of("target", "glassfish"));
    }

    static GlassFish start(GlassFishEdition edition, String name, Packaging packaging) {
        GlassFish server = new GlassFish(edition, name);
        server.makeDomain();
        server.run();
        server.deploy(packaging);
        return server;
    }

    private Path domains() {
        return jvm.directory().resolve("domains");
    }

    private void makeDomain() {
        Trees.copy(template, domains().resolve(DOMAIN));
        Path file = domains().resolve(DOMAIN).resolve("config").resolve("domain.xml");
        String text = Trees.read(file)
                .replace("0.0.0.0", "127.0.0.1")
                .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + httpPort + '"')
                .replace("port=\"4848\"", "address=\"127.0.0.1\" port=\"" + adminPort + '"')
                .replace("port=\"8181\"", "address=\"127.0.0.1\" port=\"" + FreePorts.next() + '"')
                // No broker listens, and no grid of servers is looked for.
                .replaceAll("<jms-service( type=\"EMBEDDED\")?", "<jms-service type=\"REMOTE\"")
                .replace("<hazelcast-runtime-configuration ", "<hazelcast-runtime-configuration enabled=\"false\" ");
        for (String port : List.of("3700", "3820", "3920", "8686", "6666", "7676")) {
            text = text.replaceAll("((port[^ ]*|value)=\"?)" + port, "$1" + FreePorts.next());
        }
        Trees.write(file, text);
    }

    private List<String> asadmin(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Installation.java(), "-jar", program.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private void run() {
        jvm.start(
                asadmin("start-domain", "--verbose", "--domaindir", domains().toString(), DOMAIN),
                Map.of(),
                "startup time");
    }

    private void deploy(Packaging packaging) {
        boolean inside = packaging.adapterInside();
        Map<String, String> values = new HashMap<>();
        values.put("signOnName", packaging.signOnName());
        values.put("signOnPassword", packaging.signOnPassword());
        values.put("factory", inside ? "java:app/eis/xmpp" : "eis/xmpp");
        values.put("properties", properties(packaging.adapter()));
        values.put("adapter", SampleArchive.ADAPTER.toString());
        SampleArchive sample = new SampleArchive(
                        Template.fill(inside ? "application-with-factory.xml" : "application.xml", values))
                .withDescriptor("ejb-jar.xml", Template.fill("ejb-jar.xml", values))
                .withDescriptor(
                        "glassfish-ejb-jar.xml",
                        Template.fill(inside ? "glassfish-ejb-jar-inside.xml" : "glassfish-ejb-jar.xml", values));
        if (inside) {
            sample.withAdapter();
        }
        values.put(
                "application",
                sample.writeTo(jvm.directory().resolve("sample.ear")).toString());
        Path commands = jvm.directory().resolve("commands");
        Trees.write(
                commands, Template.fill(inside ? "glassfish-inside.asadmin" : "glassfish-standalone.asadmin", values));
        jvm.run(
                asadmin(
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(adminPort),
                        "multimode",
                        "--encoding",
                        "UTF-8",
                        "--file",
                        commands.toString()),
                "asadmin.log");
    }

    /** As asadmin takes them. */
    static String properties(Map<String, String> adapter) {
        return new TreeMap<>(adapter)
                .entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue())
                        .collect(Collectors.joining(":"));
    }

    @Override
    public URI http() {
        return URI.create("http://127.0.0.1:" + httpPort + "/");
    }

    @Override
    public Path log() {
        return jvm.log();
    }

    @Override
    public String logText() {
        return jvm.logText();
    }

    @Override
    public ProcessHandle process() {
        return jvm.process();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
