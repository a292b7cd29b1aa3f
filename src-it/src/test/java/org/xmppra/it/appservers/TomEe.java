package org.xmppra.it.appservers;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.xmppra.it.servers.FreePorts;

/** TomEE, configured by the files of {@code docs/tomee.md}, with the stand-alone RAR and the sample deployed. */
public final class TomEe implements ApplicationServer {
    private static final String DIRECTORY = "apache-tomee-plume-9.0.0";
    private static final String FACTORY = "java:openejb/Resource/xmpp-ra";

    private final Path home = Installation.home(DIRECTORY);
    private final ServerJvm jvm;
    private final int httpPort = FreePorts.next();

    private TomEe(String name) {
        jvm = new ServerJvm(name, Path.of("target", "tomee"));
    }

    /** What has to be done before it can be started; empty when it is there. */
    public static Optional<String> missing() {
        return Installation.missing("TomEE", DIRECTORY);
    }

    /** Starts it with the sample; returns when that is started. */
    public static TomEe start(String name, Packaging packaging) {
        TomEe server = new TomEe(name);
        server.configure(packaging);
        server.run();
        return server;
    }

    private void configure(Packaging packaging) {
        Path base = jvm.directory();
        Trees.copy(home.resolve("conf"), base.resolve("conf"));
        List.of("logs", "temp", "work", "webapps").forEach(name -> Trees.create(base.resolve(name)));
        Path server = base.resolve("conf").resolve("server.xml");
        Trees.write(
                server,
                Trees.read(server)
                        .replace("port=\"8005\"", "port=\"-1\"")
                        .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + httpPort + '"'));
        Trees.write(base.resolve("conf").resolve("tomee.xml"), Template.fill("tomee.xml", Map.of()));
        Trees.write(
                base.resolve("conf").resolve("system.properties"),
                Template.fill("tomee-system.properties", escaped(packaging.adapter())));
        Trees.copy(SampleArchive.ADAPTER, base.resolve("apps").resolve("xmpp-ra.rar"));
        copyApi(base.resolve("lib"));
        // What lies in webapps is deployed after what lies in apps, and by then there are containers for its beans.
        new SampleArchive(Template.fill("application.xml", Map.of()))
                .withDescriptor("ejb-jar.xml", Template.fill("ejb-jar.xml", Map.of("factory", FACTORY)))
                .writeTo(base.resolve("webapps").resolve("sample.ear"));
    }

    /** Properties files are ISO-8859-1. */
    private static Map<String, String> escaped(Map<String, String> values) {
        Map<String, String> escaped = new HashMap<>();
        values.forEach((name, value) -> escaped.put(
                name,
                value.chars()
                        .mapToObj(unit -> unit < 0x80 ? String.valueOf((char) unit) : String.format("\\u%04x", unit))
                        .collect(Collectors.joining())));
        return escaped;
    }

    /** The API and what it needs, out of the RAR. */
    private static void copyApi(Path lib) {
        Trees.create(lib);
        try (ZipFile rar = new ZipFile(SampleArchive.ADAPTER.toFile())) {
            for (ZipEntry entry : rar.stream().toList()) {
                if (entry.getName().matches("(xmpp-api|precis|jspecify)-.*\\.jar")) {
                    try (InputStream in = rar.getInputStream(entry)) {
                        Files.copy(in, lib.resolve(entry.getName()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        Path bin = home.resolve("bin");
        jvm.start(
                List.of(
                        Installation.java(),
                        "-Xmx512m",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.io=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                        "-Djava.util.logging.config.file=conf/logging.properties",
                        "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                        "-javaagent:" + home.resolve("lib").resolve("openejb-javaagent.jar"),
                        "-classpath",
                        bin.resolve("bootstrap.jar") + File.pathSeparator + bin.resolve("tomcat-juli.jar"),
                        "-Dcatalina.home=" + home,
                        "-Dcatalina.base=" + jvm.directory(),
                        "-Djava.io.tmpdir=" + jvm.directory().resolve("temp"),
                        "org.apache.catalina.startup.Bootstrap",
                        "start"),
                Map.of(),
                "Server startup in");
        await("the sample to be deployed; see " + log())
                .atMost(Duration.ofMinutes(2))
                .until(() -> logText().contains("Deployed Application(path=" + jvm.directory() + "/webapps/sample)"));
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
