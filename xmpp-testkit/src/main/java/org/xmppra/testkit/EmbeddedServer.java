package org.xmppra.testkit;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xmppra.Jid;
import org.xmppra.core.stream.StreamError;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.tls.TlsConfig;

/**
 * A running server: from the bound ports to the stop, once. One event loop runs all of it, so nothing in it needs a lock;
 * the methods of this class may be called on any other thread and wait for the loop.
 */
final class EmbeddedServer {
    private static final int GOODBYE_MILLIS = 1500;
    private static final int TERMINATION_SECONDS = 10;

    private final ServerConfig config;
    private final ServedDomain domain;
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final List<Listener> listeners = new ArrayList<>();
    private final Set<StreamConnection> connections = new LinkedHashSet<>();
    private ServerConfig.Ports ports = ServerConfig.Ports.NONE;

    private EmbeddedServer(ServerConfig config, ServerTls tls, List<Consumer<RoutedStanza>> observers) {
        this.config = config;
        Jid jid = Jid.of(config.domain());
        Accounts accounts = new Accounts(config.domain(), config.users());
        Registry registry = new Registry();
        Set<String> components = config.components().keySet();
        Router router = new Router(jid, components, registry, new BuiltInServices(accounts, components), observers);
        PresenceBook presence = new PresenceBook(registry);
        ClientSessions sessions = new ClientSessions(config.resumption(), registry, presence, router);
        this.domain = new ServedDomain(config, jid, accounts, registry, sessions, presence, router, tls);
        this.group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("xmpp-testkit-" + config.domain(), true), NioIoHandler.newFactory());
        this.loop = group.next();
    }

    /**
     * Starts a server.
     *
     * @param observers are shown each stanza, on the loop; the list must be safe to read while it is changed
     * @throws java.io.UncheckedIOException if a port cannot be had; the message names port and option
     */
    static EmbeddedServer start(ServerConfig config, ServerTls tls, List<Consumer<RoutedStanza>> observers) {
        EmbeddedServer server = new EmbeddedServer(config, tls, observers);
        boolean started = false;
        try {
            server.listen();
            started = true;
        } finally {
            if (!started) {
                server.shutDown();
            }
        }
        return server;
    }

    private void listen() {
        ports = new ServerConfig.Ports(
                listen(config.ports().client(), "clients", "port(…) or --port", channel -> client(channel, false)),
                listen(
                        config.ports().directTls(),
                        "clients with direct TLS",
                        "directTlsPort(…) or --direct-tls-port",
                        channel -> client(channel, true)),
                listen(
                        config.ports().component(),
                        "components",
                        "componentPort(…) or --component-port",
                        this::component),
                listen(
                        config.ports().webSocket(),
                        "clients with WebSockets",
                        "webSocketPort(…) or --websocket-port",
                        this::webSocket));
    }

    private int listen(int port, String what, String option, Consumer<SocketChannel> accept) {
        if (port == ServerConfig.Ports.OFF) {
            return port;
        }
        Listener listener = Listener.bind(group, config.host(), port, what, option, accept);
        listeners.add(listener);
        return listener.port();
    }

    private void client(SocketChannel channel, boolean directTls) {
        StreamPipeline pipeline = new StreamPipeline(channel, config.limits());
        if (directTls) {
            pipeline.secure(domain.tls());
        }
        accept(pipeline, new ClientConnection(channel, pipeline, domain, directTls));
    }

    private void webSocket(SocketChannel channel) {
        boolean secure = config.tls() != TlsConfig.Use.DISABLED;
        StreamPipeline pipeline = new StreamPipeline(channel, config.limits());
        if (secure) {
            channel.pipeline().addFirst(domain.tls().newHttpHandler());
        }
        pipeline.webSocket();
        accept(pipeline, new ClientConnection(channel, pipeline, domain, secure));
    }

    private void component(SocketChannel channel) {
        accept(new StreamPipeline(channel, config.limits()), new ComponentConnection(channel, domain));
    }

    private void accept(StreamPipeline pipeline, StreamConnection connection) {
        pipeline.assemble(connection);
        connections.add(connection);
        connection.channel().closeFuture().addListener(closed -> connections.remove(connection));
    }

    /** The ports that are listened on. */
    ServerConfig.Ports ports() {
        return ports;
    }

    void revokeTokens() {
        domain.accounts().tokens().revokeAll();
    }

    Registry registry() {
        return domain.registry();
    }

    /** The stream of a client's full address or of a component's domain. */
    Optional<StreamConnection> stream(Jid jid) {
        Optional<StreamConnection> client =
                registry().session(jid).flatMap(session -> Optional.ofNullable(session.connection()));
        return client.isPresent() ? client : Optional.ofNullable(registry().component(jid.toString()));
    }

    /** Runs something on the loop and waits for its outcome. */
    <T> T onLoop(Callable<T> work) {
        return loop.submit(work).syncUninterruptibly().getNow();
    }

    /** Says goodbye to everyone, waits a moment for them to do the same, ends. */
    void stop() {
        listeners.forEach(Listener::close);
        StreamError shutdown = new StreamError(StreamErrorCondition.SYSTEM_SHUTDOWN, null);
        List<StreamConnection> open = onLoop(() -> List.copyOf(connections));
        onLoop(() -> {
            open.forEach(connection -> connection.end(shutdown));
            return open.size();
        });
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GOODBYE_MILLIS);
        for (StreamConnection connection : open) {
            connection.channel().closeFuture().awaitUninterruptibly(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        shutDown();
    }

    /** Drops every connection without a word, as a crash does. */
    void kill() {
        listeners.forEach(Listener::close);
        onLoop(() -> {
            List.copyOf(connections).forEach(StreamConnection::kill);
            return connections.size();
        });
        shutDown();
    }

    private void shutDown() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        if (!group.terminationFuture().awaitUninterruptibly(TERMINATION_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The server's loop did not end in " + TERMINATION_SECONDS + " s");
        }
    }
}
