package org.xmppra.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.xmppra.Jid;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.xml.XmlLimits;

/**
 * A small XMPP server in this process, on loopback, on free ports, with a certificate of its own.
 *
 * <pre>{@code
 * @RegisterExtension
 * static XmppTestServer server = XmppTestServer.domain("localhost").user("alice", "secret").component("echo.localhost", "s");
 * }</pre>
 *
 * <p>As an extension in a static field it starts before the first test of a class and stops after the last; a test that
 * finds it stopped or killed by the one before has it started again. In an instance field it lives as long as each test.
 * Without JUnit: {@link #start()}, {@link #close()}.
 *
 * <p>The configuring methods are for the time before the start and for one thread; all others may be called on any
 * thread but that of an {@linkplain #observe observer}, and wait until the server has done what they ask.
 */
public final class XmppTestServer
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, AutoCloseable {
    private final ServerSpec spec;
    private final List<Consumer<RoutedStanza>> observers = new CopyOnWriteArrayList<>();
    private @Nullable TestCertificate certificate;
    private @Nullable TestCertificate clientAuthority;
    private @Nullable ServerTls tls;
    private @Nullable EmbeddedServer running;
    private int classes;

    private XmppTestServer(String domain) {
        this.spec = new ServerSpec(domain);
    }

    /** Begins a server for a domain, with STARTTLS, direct TLS and component ports that the system chooses. */
    public static XmppTestServer domain(String domain) {
        return new XmppTestServer(domain);
    }

    /** Adds an account. */
    public XmppTestServer user(String name, String password) {
        spec.user(name, password);
        return this;
    }

    /** Adds a component that may connect (XEP-0114). */
    public XmppTestServer component(String domain, String secret) {
        spec.component(domain, secret);
        return this;
    }

    /** Sets the address to listen on; 127.0.0.1 without this. */
    public XmppTestServer host(String host) {
        spec.host(host);
        return this;
    }

    /** Sets the port for clients: 0 for any, -1 for none. */
    public XmppTestServer port(int port) {
        spec.clientPort(port);
        return this;
    }

    /** Sets the port for clients with TLS from the first byte: 0 for any, -1 for none. */
    public XmppTestServer directTlsPort(int port) {
        spec.directTlsPort(port);
        return this;
    }

    /** Sets the port for components: 0 for any, -1 for none. */
    public XmppTestServer componentPort(int port) {
        spec.componentPort(port);
        return this;
    }

    /** Sets the port for clients with WebSockets (RFC 7395): 0 for any, -1 (the default) for none. */
    public XmppTestServer webSocketPort(int port) {
        spec.webSocketPort(port);
        return this;
    }

    /** Sets whether STARTTLS is required (the default), optional or not offered. */
    public XmppTestServer startTls(TlsConfig.Use use) {
        spec.tls(use);
        return this;
    }

    /** Sets what happens to a resource that is asked for twice; the new session replaces the old without this. */
    public XmppTestServer onConflict(ResourceConflict conflict) {
        spec.conflict(conflict);
        return this;
    }

    /**
     * Sets the SASL mechanisms in the order to be offered; SCRAM-SHA-256, SCRAM-SHA-1, PLAIN without this. Known are
     * SCRAM-SHA-512, too, those three SCRAM mechanisms with {@code -PLUS}, EXTERNAL (see {@link #clientAuthority}) and
     * ANONYMOUS. PLAIN and those with -PLUS are offered under TLS only, EXTERNAL to clients with a certificate only.
     */
    public XmppTestServer mechanisms(String... names) {
        spec.mechanisms(List.of(names));
        return this;
    }

    /**
     * Sets the channel-binding types to know and to announce (XEP-0440) where a mechanism with {@code -PLUS} is offered:
     * {@code tls-exporter} (on Java 25 and later), {@code tls-server-end-point}; both without this. None means that
     * {@code tls-server-end-point} is known but not announced, as servers from before XEP-0440 do.
     */
    public XmppTestServer channelBindings(String... types) {
        spec.channelBindings(List.of(types));
        return this;
    }

    /** Switches features on that are off without this. */
    public XmppTestServer with(ServerFeature... features) {
        spec.features(List.of(features));
        return this;
    }

    /** Sets how much one stanza may be. */
    public XmppTestServer limits(XmlLimits limits) {
        spec.limits(limits);
        return this;
    }

    /**
     * Sets how long a client's session is kept for resumption (XEP-0198) when its connection is lost; five minutes without
     * this. Zero: stanzas are acknowledged, but no session is resumed.
     */
    public XmppTestServer resumption(Duration keep) {
        spec.resumption(keep);
        return this;
    }

    /** Offers no stream management (XEP-0198). */
    public XmppTestServer withoutStreamManagement() {
        spec.resumption(null);
        return this;
    }

    /** Sets the certificate, which may be a faulty one; a good self-signed one is made without this. */
    public synchronized XmppTestServer certificate(TestCertificate certificate) {
        refuseIfInUse();
        this.certificate = certificate;
        return this;
    }

    /**
     * Asks clients for certificates, and takes those that this authority vouches for. With the mechanism EXTERNAL they log in
     * by them: to the account of an XMPP address in the certificate.
     */
    public synchronized XmppTestServer clientAuthority(TestCertificate authority) {
        refuseIfInUse();
        this.clientAuthority = authority;
        return this;
    }

    private void refuseIfInUse() {
        if (tls != null) {
            throw new IllegalStateException("The server of " + domain() + " uses its certificate already");
        }
    }

    /**
     * Starts the server; the ports it finds are kept for later starts.
     *
     * @throws IllegalStateException if it runs already
     * @throws java.io.UncheckedIOException if a port is taken; the message names it
     */
    public synchronized XmppTestServer start() {
        if (running != null) {
            throw new IllegalStateException("The server of " + domain() + " runs already");
        }
        EmbeddedServer started = EmbeddedServer.start(spec.config(), tls(), observers);
        spec.ports(started.ports());
        running = started;
        return this;
    }

    /** Ends every stream with {@code system-shutdown} and stops; does nothing if the server does not run. */
    public synchronized void stop() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    /** Stops as in a crash: every socket is dropped without a word of XMPP or TLS. Does nothing if it does not run. */
    public synchronized void kill() {
        if (running != null) {
            running.kill();
            running = null;
        }
    }

    /** Stops, unless that is done, and starts on the same ports with the same certificate. */
    public synchronized void restart() {
        stop();
        start();
    }

    /** Stops and deletes the files of the certificate. */
    @Override
    public synchronized void close() {
        stop();
        if (tls != null) {
            tls.close();
            tls = null;
        }
    }

    /** Whether it is started. */
    public synchronized boolean isRunning() {
        return running != null;
    }

    /** The SASL mechanism that a session (full address) has logged in with. */
    public String mechanism(Jid jid) {
        EmbeddedServer server = server();
        return server.onLoop(() -> server.registry()
                .session(jid)
                .map(ClientSession::connection)
                .map(ClientConnection::mechanism)
                .orElseThrow(() -> new IllegalArgumentException("Nobody is connected as " + jid)));
    }

    /** Forgets all tokens that were given out (XEP-0484): whoever comes with one is refused. */
    public void revokeTokens() {
        server().revokeTokens();
    }

    /** The domain. */
    public String domain() {
        return spec.domain();
    }

    /** The address it listens on. */
    public String host() {
        return spec.host();
    }

    /** The port for clients with STARTTLS; 0 before the first start. */
    public synchronized int clientPort() {
        return spec.config().ports().client();
    }

    /** The port for clients with direct TLS; 0 before the first start. */
    public synchronized int directTlsPort() {
        return spec.config().ports().directTls();
    }

    /** The port for components; 0 before the first start. */
    public synchronized int componentPort() {
        return spec.config().ports().component();
    }

    /** The URL for clients with WebSockets: {@code wss}, or {@code ws} where TLS is not offered. */
    public synchronized URI webSocketUrl() {
        ServerConfig config = spec.config();
        String scheme = config.tls() == TlsConfig.Use.DISABLED ? "ws" : "wss";
        return URI.create(
                scheme + "://" + config.domain() + ":" + config.ports().webSocket() + WebSocketPipeline.PATH);
    }

    /** A PEM file with the certificate that a client has to trust; kept until {@link #close()}. */
    public synchronized Path certificatePem() {
        return tls().pem();
    }

    /** A PKCS#12 trust store with the certificate that a client has to trust; kept until {@link #close()}. */
    public synchronized Path trustStore() {
        return tls().trustStore();
    }

    /** The password of the {@linkplain #trustStore() trust store}. */
    public String trustStorePassword() {
        return ServerTls.STORE_PASSWORD;
    }

    private ServerTls tls() {
        if (tls == null) {
            TestCertificate own =
                    certificate == null ? TestCertificates.forDomain(domain()).selfSigned() : certificate;
            tls = ServerTls.of(own, clientAuthority);
        }
        return tls;
    }

    /** The full addresses of the clients that have bound a resource, those included that may still resume their sessions. */
    public List<Jid> sessions() {
        EmbeddedServer server = server();
        return server.onLoop(() ->
                server.registry().sessions().stream().map(ClientSession::jid).toList());
    }

    /** The domains of the components that are connected. */
    public List<String> components() {
        EmbeddedServer server = server();
        return server.onLoop(() -> server.registry().components());
    }

    /** Ends the stream of a session (full address) or component (domain) with a stream error. */
    public void disconnect(Jid jid, StreamErrorCondition condition) {
        withStream(jid, stream -> stream.fail(condition, null));
    }

    /** Ends the stream of a session (full address) or component (domain) with {@code reset}. */
    public void disconnect(Jid jid) {
        disconnect(jid, StreamErrorCondition.RESET);
    }

    /**
     * Drops the socket of a session (full address) or component (domain) without a word. A client that manages its stream
     * may resume its session: see {@link #resumption}.
     */
    public void drop(Jid jid) {
        withStream(jid, StreamConnection::kill);
    }

    /** Keeps the socket of a session (full address) or component (domain) open and neither reads nor writes again. */
    public void freeze(Jid jid) {
        withStream(jid, StreamConnection::freeze);
    }

    /** Writes to the stream of a session (full address) or component (domain), whatever it is: nothing is checked. */
    public void inject(Jid jid, String rawXml) {
        withStream(jid, stream -> stream.write(rawXml));
    }

    private void withStream(Jid jid, Consumer<StreamConnection> action) {
        EmbeddedServer server = server();
        server.onLoop(() -> {
            action.accept(server.stream(jid)
                    .orElseThrow(() -> new IllegalArgumentException("Nobody is connected as " + jid)));
            return jid;
        });
    }

    /**
     * Shows every stanza from now on, just before it is delivered: those of clients and components and the server's own
     * answers. Broadcast presence is not routed and not shown.
     *
     * @param observer is called on the server's thread: it must not wait, nor call this server
     * @return ends it
     */
    public Runnable observe(Consumer<RoutedStanza> observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    private synchronized EmbeddedServer server() {
        if (running == null) {
            throw new IllegalStateException("The server of " + domain() + " does not run");
        }
        return running;
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        classes++;
        startUnlessRunning();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        startUnlessRunning();
    }

    private synchronized void startUnlessRunning() {
        if (running == null) {
            start();
        }
    }

    @Override
    public synchronized void afterEach(ExtensionContext context) {
        if (classes == 0) {
            close();
        }
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        classes--;
        if (classes == 0) {
            close();
        }
    }
}
