package org.xmppra.bench.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.xmppra.bench.Local;
import org.xmppra.bench.Work;

/** A server of the benchmark's components, in a folder of its own, on a free port, without limits of speed. */
final class Server implements AutoCloseable {
    private static final List<String> COMPONENTS = List.of(Work.component(0), Work.component(1), Work.PEER);
    private static final long PATIENCE_MILLIS = 30_000;

    private final Process process;
    private final int port;

    private Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    int port() {
        return port;
    }

    /** Prosody, as Debian installs it. */
    static Server prosody(Path folder) throws IOException {
        int port = Local.freePort();
        StringBuilder components = new StringBuilder();
        COMPONENTS.forEach(name ->
                components.append("Component \"" + name + "\"\n  component_secret = \"" + Work.PASSWORD + "\"\n"));
        Path config = folder.resolve("prosody.cfg.lua");
        Files.writeString(config, """
                run_as_root = true
                data_path = "%s"
                modules_enabled = {}
                modules_disabled = { "s2s", "c2s", "offline" }
                c2s_ports = {}
                c2s_direct_tls_ports = {}
                component_interface = "127.0.0.1"
                component_ports = { %d }
                log = { { levels = { min = "warn" }, to = "file", filename = "%s" } }
                VirtualHost "%s"
                %s""".formatted(folder, port, folder.resolve("prosody.log"), Work.DOMAIN, components));
        return start(new ProcessBuilder("prosody", "--config", config.toString(), "-F"), folder, port);
    }

    /** ejabberd, as Debian installs it; without a node name, so that it needs no epmd. */
    static Server ejabberd(Path folder) throws IOException {
        int port = Local.freePort();
        StringBuilder components = new StringBuilder();
        COMPONENTS.forEach(
                name -> components.append("      \"" + name + "\": {password: \"" + Work.PASSWORD + "\"}\n"));
        Path config = folder.resolve("ejabberd.yml");
        Files.writeString(config, """
                hosts: ["%s"]
                loglevel: warning
                auth_method: internal
                listen:
                  - module: ejabberd_service
                    ip: "127.0.0.1"
                    port: %d
                    shaper: none
                    access: all
                    global_routes: false
                    hosts:
                %s""".formatted(Work.DOMAIN, port, components));
        ProcessBuilder builder = new ProcessBuilder(
                "erl", "-noinput", "-mnesia", "dir", "\"" + folder.resolve("spool") + "\"", "-s", "ejabberd");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("ERL_LIBS", erlangLibraries());
        builder.environment().put("EJABBERD_CONFIG_PATH", config.toString());
        builder.environment()
                .put("EJABBERD_LOG_PATH", folder.resolve("ejabberd.log").toString());
        return start(builder, folder, port);
    }

    /** Debian names the folder after the machine's architecture. */
    private static String erlangLibraries() throws IOException {
        try (Stream<Path> found = Files.find(
                Path.of("/usr/lib"),
                2,
                (path, attributes) -> path.getFileName().toString().startsWith("ejabberd-"))) {
            return found.findFirst()
                    .map(path -> String.valueOf(path.getParent()))
                    .orElseThrow(() -> new IOException("ejabberd is not installed (Debian package: ejabberd)"));
        }
    }

    private static Server start(ProcessBuilder builder, Path folder, int port) throws IOException {
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        Server server = new Server(process, port);
        try {
            server.awaitPort();
        } catch (IOException | InterruptedException e) {
            server.close();
            throw new IOException("It did not start; see " + folder, e);
        }
        return server;
    }

    private void awaitPort() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline || process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        Local.end(process);
    }
}
