package org.xmppra.it.appservers;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xmppra.it.servers.FreePorts;

/** Open Liberty, configured by the server.xml of {@code docs/open-liberty.md}, with the sample deployed. */
public final class OpenLiberty implements ApplicationServer {
    private static final String DIRECTORY = "wlp";

    private final ServerJvm jvm;
    private final int httpPort = FreePorts.next();

    private OpenLiberty(String name) {
        jvm = new ServerJvm(name, Path.of("target", "liberty"));
    }

    /** What has to be done before it can be started; empty when it is there. */
    public static Optional<String> missing() {
        return Installation.missing("Open Liberty", DIRECTORY);
    }

    /** Starts it with the sample; returns when that is started. */
    public static OpenLiberty start(String name, Packaging packaging) {
        OpenLiberty server = new OpenLiberty(name);
        server.configure(packaging);
        server.run();
        return server;
    }

    private Path server() {
        return jvm.directory().resolve("servers").resolve("xmpp");
    }

    private void configure(Packaging packaging) {
        boolean inside = packaging.adapterInside();
        SampleArchive sample = new SampleArchive(
                        Template.fill(inside ? "application-with-adapter.xml" : "application.xml", Map.of()))
                .withDescriptor("ejb-jar.xml", Template.fill("ejb-jar.xml", Map.of("factory", "eis/xmpp")));
        if (inside) {
            sample.withAdapter();
        }
        sample.writeTo(server().resolve("apps").resolve("sample.ear"));
        Map<String, String> values = new HashMap<>(packaging.adapter());
        values.put("password", hidden(packaging.adapter().get("password")));
        values.put("httpPort", String.valueOf(httpPort));
        values.put("adapter", SampleArchive.ADAPTER.toString());
        values.put("signOnName", packaging.signOnName());
        values.put("signOnPassword", hidden(packaging.signOnPassword()));
        Trees.write(
                server().resolve("server.xml"),
                Template.fill(inside ? "liberty-ear.xml" : "liberty-standalone.xml", values));
    }

    /** As {@code securityUtility encode} would write it. */
    private static String hidden(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bytes[i] ^ '_');
        }
        return "{xor}" + Base64.getEncoder().encodeToString(bytes);
    }

    private void run() {
        Path home = Installation.home(DIRECTORY);
        Path tools = home.resolve("bin").resolve("tools");
        jvm.start(
                List.of(
                        Installation.java(),
                        "@" + home.resolve("lib/platform/java/java9.options"),
                        "-Xmx512m",
                        "-javaagent:" + tools.resolve("ws-javaagent.jar"),
                        "-jar",
                        tools.resolve("ws-server.jar").toString(),
                        "xmpp"),
                Map.of("WLP_USER_DIR", jvm.directory().toString()),
                "CWWKF0011I");
        jvm.awaitLog("CWWKZ0001I");
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
