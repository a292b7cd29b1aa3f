package org.xmppra.it.servers;

import java.nio.file.Path;
import org.xmppra.testkit.XmppTestServer;

/** The testkit's server in this process, under the same contract as the foreign ones. It logs nothing to a file. */
public final class EmbeddedServer implements XmppServer {
    private final ServerSpec spec;
    private final XmppTestServer server;

    /** Configures a server for the accounts and components of the specification. */
    public EmbeddedServer(ServerSpec spec) {
        this.spec = spec;
        this.server =
                XmppTestServer.domain(spec.domain()).port(FreePorts.next()).componentPort(FreePorts.next());
        spec.accounts().forEach(server::user);
        spec.components().forEach(server::component);
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public String domain() {
        return spec.domain();
    }

    @Override
    public int clientPort() {
        return server.clientPort();
    }

    @Override
    public int componentPort() {
        return server.componentPort();
    }

    @Override
    public Path certificate() {
        return server.certificatePem();
    }

    @Override
    public Path log() {
        throw new UnsupportedOperationException("The embedded server logs with this process");
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void close() {
        server.close();
    }
}
