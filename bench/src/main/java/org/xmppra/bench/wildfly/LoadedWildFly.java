package org.xmppra.bench.wildfly;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.xmppra.bench.Local;
import org.xmppra.bench.Work;

/**
 * A WildFly as the sample is run on, with the benchmark's application in the sample's place: in a folder of its own, on free
 * ports, its pools as large as the load.
 */
final class LoadedWildFly implements AutoCloseable {
    static final Path HOME = Path.of("..", "sample-ear", "server", "target", "wildfly");
    static final Path ADAPTER = Path.of("..", "xmpp-ra", "target", "xmpp-ra.rar");

    private static final long PATIENCE_MILLIS = 90_000;
    private static final int POOL = 64;

    private final Process process;
    private final int port;

    private LoadedWildFly(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it, and returns when the application is deployed.
     *
     * @param xmppPort of the responder's components
     */
    static LoadedWildFly start(String java, Path folder, int xmppPort) throws IOException, InterruptedException {
        if (!Files.isDirectory(HOME) || !Files.exists(ADAPTER)) {
            throw new IOException("WildFly is not provisioned, or the RAR not built: mvn -DskipTests package");
        }
        copy(HOME.resolve("standalone"), folder);
        widenPools(folder.resolve("configuration").resolve("standalone.xml"));
        Path deployments = folder.resolve("deployments");
        LoadArchive.write(deployments.resolve(LoadArchive.NAME), ADAPTER);
        Files.createFile(deployments.resolve(LoadArchive.NAME + ".dodeploy"));
        int port = Local.freePort();
        Process process = new ProcessBuilder(command(java, folder, port, xmppPort))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        LoadedWildFly server = new LoadedWildFly(process, port);
        try {
            server.awaitDeployed(deployments, folder);
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    private static List<String> command(String java, Path folder, int port, int xmppPort) throws IOException {
        Path home = HOME.toRealPath();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-Xmx1g",
                "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
                "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.net=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.management/javax.management=ALL-UNNAMED",
                "--add-opens=java.naming/javax.naming=ALL-UNNAMED",
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + folder,
                "-Dorg.jboss.boot.log.file=" + folder.resolve("log").resolve("server.log"),
                "-Dlogging.configuration="
                        + folder.resolve("configuration")
                                .resolve("logging.properties")
                                .toUri(),
                "-Djboss.http.port=" + port,
                "-Djboss.management.http.port=" + Local.freePort(),
                "-Dxmppra.mode=component",
                "-Dxmppra.serverName=" + Work.COMPONENT,
                "-Dxmppra.host=127.0.0.1",
                "-Dxmppra.portNumber=" + xmppPort,
                "-Dxmppra.password=" + Work.PASSWORD,
                "-Dxmppra.tls=disabled"));
        command.addAll(List.of(
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone"));
        return command;
    }

    /** As many connections and beans as threads ask; as many message-driven beans as deliveries run. */
    private static void widenPools(Path configuration) throws IOException {
        String xml = Files.readString(configuration);
        String wide = xml.replace("<max-pool-size>10</max-pool-size>", "<max-pool-size>" + POOL + "</max-pool-size>")
                .replace("derive-size=\"from-worker-pools\"", "max-pool-size=\"" + POOL + "\"")
                .replace("derive-size=\"from-cpu-count\"", "max-pool-size=\"16\"");
        if (wide.equals(xml)) {
            throw new IOException(configuration + " has no pools of the usual names");
        }
        Files.writeString(configuration, wide);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private void awaitDeployed(Path deployments, Path folder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!Files.exists(deployments.resolve(LoadArchive.NAME + ".deployed"))) {
            if (System.nanoTime() > deadline
                    || Files.exists(deployments.resolve(LoadArchive.NAME + ".failed"))
                    || process.waitFor(200, TimeUnit.MILLISECONDS)) {
                throw new IOException("WildFly did not deploy the application; see " + folder.resolve("log"));
            }
        }
    }

    /** Has it work, and returns what it measured. */
    JsonObject load(int threads, long warmUpMillis, long millis) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/load?threads=" + threads + "&warmUp=" + warmUpMillis
                + "&time=" + millis);
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("WildFly answers " + response.statusCode() + " to " + uri);
        }
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        Local.end(process);
    }
}
