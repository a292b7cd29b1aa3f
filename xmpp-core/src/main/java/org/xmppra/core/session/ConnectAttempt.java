package org.xmppra.core.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.core.bind.BindNegotiator;
import org.xmppra.core.management.ManagementElement;
import org.xmppra.core.management.ResumeNegotiator;
import org.xmppra.core.net.Connector;
import org.xmppra.core.net.ServerTarget;
import org.xmppra.core.net.WebSocketUpgrade;
import org.xmppra.core.sasl.FastMemory;
import org.xmppra.core.sasl.SaslNegotiator;
import org.xmppra.core.sasl.SaslPolicy;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.stream.FeatureNegotiator;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.NegotiationException.Reason;
import org.xmppra.core.stream.StreamHeader;
import org.xmppra.core.stream.TlsLayer;
import org.xmppra.core.tls.StartTlsNegotiator;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.xml.WebSocketDocuments;
import org.xmppra.core.xml.WebSocketDocuments.Role;
import org.xmppra.core.xml.XmlFramer;

/** One attempt at a stream with one server: connect, secure, authenticate, bind. Confined to its event loop. */
final class ConnectAttempt {
    /**
     * A stream that is ready for stanzas.
     *
     * @param channel the stream
     * @param jid what it is bound to
     * @param managed whether the server offers stream management (XEP-0198)
     * @param resumedAt how many stanzas of the session that goes on the server has handled; null for a new session
     */
    record Negotiated(
            StreamChannel channel,
            Jid jid,
            boolean managed,
            @Nullable Long resumedAt) {}

    /**
     * Where to connect, and how safely.
     *
     * @param target host and port
     * @param use whether TLS is required there
     * @param tls what to secure the stream with; null where TLS is not used
     */
    record Place(
            ServerTarget target,
            TlsConfig.Use use,
            @Nullable TlsLayer tls) {}

    private final SessionConfig config;
    private final XmppRuntime runtime;
    private final EventLoop loop;
    private final @Nullable String resource;
    private final FastMemory client;
    private final Place place;
    private final ResumeNegotiator.@Nullable Session previous;
    private final StreamChannel stream;
    private final Promise<Negotiated> result;
    private Supplier<String> stage = () -> "connecting";
    private boolean reached;
    private @Nullable Jid bound;
    private @Nullable Long resumedAt;

    /**
     * @param resource what to bind, or null for one that the server makes
     * @param place where to connect
     * @param previous a session to resume in place of binding, or null
     */
    ConnectAttempt(
            SessionConfig config,
            XmppRuntime runtime,
            EventLoop loop,
            @Nullable String resource,
            FastMemory client,
            Place place,
            ResumeNegotiator.@Nullable Session previous) {
        this.config = config;
        this.runtime = runtime;
        this.loop = loop;
        this.resource = resource;
        this.client = client;
        this.place = place;
        this.previous = previous;
        this.stream = new StreamChannel(config, runtime, loop);
        this.result = loop.newPromise();
    }

    /**
     * Starts.
     *
     * @param timeToReach for the TCP connection
     * @return fails with whatever went wrong, untranslated
     */
    Future<Negotiated> start(Duration timeToReach) {
        Future<Channel> connection = new Connector(loop, runtime.blocking(), config.route())
                .connect(place.target().address(), timeToReach);
        result.addListener(done -> {
            if (!done.isSuccess()) {
                connection.cancel(false);
                stream.discard();
            }
        });
        connection.addListener(connected -> {
            if (!connected.isSuccess()) {
                result.tryFailure(connected.cause());
            } else if (result.isDone()) {
                connection.getNow().close();
            } else {
                stream.attach(connection.getNow());
                connected();
            }
        });
        return result;
    }

    /** What is waited for, as a clause. */
    String stage() {
        return stage.get();
    }

    /** Whether someone was there who spoke TLS, if it was to be spoken first. */
    boolean hasReached() {
        return reached;
    }

    Place place() {
        return place;
    }

    /** Gives the attempt up. */
    void cancel() {
        result.tryFailure(new StreamEndedException(new StreamEnd.OwnClose()));
    }

    private void connected() {
        TlsLayer tls = place.tls();
        if (place.target().directTls()) {
            secureFirst(Objects.requireNonNull(tls));
            return;
        }
        reached = true;
        if (config.route().webSocket() != null) {
            upgrade(config.route().webSocket());
        } else if (config.mode().isComponent()) {
            negotiateComponent();
        } else {
            negotiateFeatures(tls);
        }
    }

    private void secureFirst(TlsLayer tls) {
        stage = () -> "negotiating TLS";
        stream.secure(tls).addListener(handshake -> {
            if (handshake.isSuccess()) {
                reached = true;
                secured();
            } else {
                result.tryFailure(ConnectFailures.tls(handshake.cause()));
            }
        });
    }

    private void secured() {
        URI webSocket = config.route().webSocket();
        if (webSocket == null) {
            negotiateFeatures(null);
        } else {
            upgrade(webSocket);
        }
    }

    private void upgrade(URI webSocket) {
        stage = () -> "asking for a WebSocket";
        ChannelPipeline pipeline = stream.channel().pipeline();
        String framer = pipeline.context(XmlFramer.class).name();
        pipeline.addBefore(framer, "documents", new WebSocketDocuments(Role.CLIENT, runtime.limits()));
        WebSocketUpgrade.begin(
                        pipeline, "documents", webSocket, runtime.limits().maxBytes())
                .addListener(upgraded -> {
                    if (upgraded.isSuccess()) {
                        negotiateFeatures(null);
                    } else {
                        result.tryFailure(upgraded.cause());
                    }
                });
    }

    /** @param startTls what to upgrade with, or null if there is nothing to upgrade */
    private void negotiateFeatures(@Nullable TlsLayer startTls) {
        List<FeatureNegotiator> negotiators = new ArrayList<>();
        if (startTls != null) {
            negotiators.add(new StartTlsNegotiator(place.use(), startTls));
        }
        ResourceChoice choice = config.resource();
        BindNegotiator bind = new BindNegotiator(
                resource,
                choice instanceof ResourceChoice.Exact,
                choice instanceof ResourceChoice.Prefixed prefixed ? prefixed.prefix() : null,
                jid -> bound = jid);
        ResumeNegotiator resume = previous == null ? null : new ResumeNegotiator(previous, h -> resumedAt = h, bind);
        negotiators.add(new SaslNegotiator(
                SaslPolicy.allowing(config.allowedMechanisms()),
                config.credentials(),
                runtime.saslMemory(),
                client,
                List.of(resume == null ? bind : resume)));
        if (resume != null) {
            negotiators.add(resume);
        }
        negotiators.add(bind);

        Promise<Void> negotiated = loop.newPromise();
        FeatureNegotiation negotiation = new FeatureNegotiation(
                stream,
                StreamHeader.client(config.domain()),
                config.userName() == null ? null : config.account().toString(),
                negotiators,
                runtime.blocking(),
                negotiated);
        negotiated.addListener(done -> clientNegotiated(negotiation, done.cause()));
        stage = negotiation::stage;
        stream.phase(negotiation);
        negotiation.start();
    }

    private void clientNegotiated(FeatureNegotiation negotiation, @Nullable Throwable failure) {
        if (failure != null) {
            result.tryFailure(failure);
        } else if (resumedAt != null) {
            result.trySuccess(new Negotiated(stream, config.account(), true, resumedAt));
        } else if (bound == null) {
            result.tryFailure(new NegotiationException(
                    Reason.PROTOCOL, "The server offers no resource binding after the login (RFC 6120 §7)"));
        } else {
            boolean managed = ManagementElement.isOffered(negotiation.features());
            result.trySuccess(new Negotiated(stream, bound, managed, null));
        }
    }

    private void negotiateComponent() {
        stage = () -> "waiting for the component handshake";
        Promise<Void> negotiated = loop.newPromise();
        ComponentNegotiation negotiation = new ComponentNegotiation(stream, config, negotiated);
        negotiated.addListener(done -> {
            if (done.isSuccess()) {
                result.trySuccess(new Negotiated(stream, Jid.of(config.domain()), false, null));
            } else {
                result.tryFailure(done.cause());
            }
        });
        stream.phase(negotiation);
        negotiation.start();
    }
}
