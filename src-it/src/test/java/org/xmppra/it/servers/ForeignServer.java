package org.xmppra.it.servers;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What the drivers have in common: a private directory, two ports, a certificate and one process. */
abstract class ForeignServer implements XmppServer {

    private final String name;
    private final ServerSpec spec;
    private final Path directory;
    private final ServerCertificate certificate;
    private final int clientPort = FreePorts.next();
    private final int componentPort = FreePorts.next();
    private final int webSocketPort = FreePorts.next();
    private final ServerProcess process;

    ForeignServer(String name, ServerSpec spec) {
        this.name = name;
        this.spec = spec;
        this.directory = PrivateDirectory.create(name);
        TreeSet<String> names = new TreeSet<>(spec.components().keySet());
        names.add(spec.domain());
        this.certificate = ServerCertificate.create(directory, names);
        this.process = new ServerProcess(name, directory);
    }

    /** Writes the files that the server reads when it starts; they are the same each time. */
    abstract void configure();

    /** The program and its arguments; it runs in the private directory. */
    abstract List<String> command();

    /** Variables on top of those of this process. */
    Map<String, String> environment() {
        return Map.of();
    }

    /** What has to be true besides open ports. */
    boolean isReady() {
        return true;
    }

    final ServerSpec spec() {
        return spec;
    }

    final Path file(String relative) {
        return directory.resolve(relative);
    }

    final ServerCertificate keys() {
        return certificate;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String domain() {
        return spec.domain();
    }

    @Override
    public final int clientPort() {
        return clientPort;
    }

    @Override
    public final int componentPort() {
        return componentPort;
    }

    final int webSocketPort() {
        return webSocketPort;
    }

    /** Where clients come by a WebSocket, if the specification wants that; the certificate proves the host. */
    final URI webSocketUrl() {
        return URI.create("wss://" + domain() + ":" + webSocketPort + webSocketPath());
    }

    abstract String webSocketPath();

    @Override
    public final Path certificate() {
        return certificate.authority();
    }

    @Override
    public final Path log() {
        return directory.resolve("server.log");
    }

    @Override
    public final boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public final void start() {
        if (!isRunning() && (accepts(clientPort) || accepts(componentPort))) {
            throw new IllegalStateException("somebody else listens on port " + clientPort + " or " + componentPort);
        }
        configure();
        process.start(
                command(),
                environment(),
                () -> accepts(clientPort)
                        && accepts(componentPort)
                        && (!spec.webSocket() || accepts(webSocketPort))
                        && isReady(),
                () -> PrivateDirectory.tail(process.output()) + "\n" + PrivateDirectory.tail(log()));
    }

    @Override
    public final void stop() {
        process.stop();
    }

    @Override
    public final void kill() {
        process.kill();
    }

    @Override
    public final void close() {
        stop();
    }

    @Override
    public final String toString() {
        return name + " for " + spec.domain() + " on ports " + clientPort + " and " + componentPort;
    }

    private boolean accepts(int port) {
        return ServerProcess.accepts(host(), port);
    }
}
