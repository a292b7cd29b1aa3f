package org.xmppra.core.session;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.core.bind.BindNegotiator;
import org.xmppra.core.net.Connector;
import org.xmppra.core.sasl.SaslCredentials;
import org.xmppra.core.sasl.SaslNegotiator;
import org.xmppra.core.sasl.SaslPolicy;
import org.xmppra.core.stream.FeatureNegotiator;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.NegotiationException.Reason;
import org.xmppra.core.stream.StreamHeader;
import org.xmppra.core.stream.TlsLayer;
import org.xmppra.core.tls.StartTlsNegotiator;
import org.xmppra.core.tls.TlsClient;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.tls.TlsException;

/** One attempt at a stream: connect, secure, authenticate, bind, under one timeout. Confined to its event loop. */
final class ConnectAttempt {
    /**
     * A stream that is ready for stanzas.
     *
     * @param channel the stream
     * @param jid what it is bound to
     */
    record Negotiated(StreamChannel channel, Jid jid) {}

    private final SessionConfig config;
    private final XmppRuntime runtime;
    private final EventLoop loop;
    private final @Nullable String resource;
    private final StreamChannel stream;
    private final Promise<Negotiated> result;
    private Supplier<String> stage = () -> "connecting";
    private @Nullable Future<Channel> connecting;
    private @Nullable Jid bound;

    ConnectAttempt(SessionConfig config, XmppRuntime runtime, EventLoop loop, @Nullable String resource) {
        this.config = config;
        this.runtime = runtime;
        this.loop = loop;
        this.resource = resource;
        this.stream = new StreamChannel(config, runtime, loop);
        this.result = loop.newPromise();
    }

    /** Starts; the promise fails with a {@link ConnectException}. */
    Promise<Negotiated> start() {
        Promise<Negotiated> outcome = loop.newPromise();
        long timeoutMillis = config.timing().connectTimeout().toMillis();
        var timer = loop.schedule(() -> timedOut(timeoutMillis), timeoutMillis, TimeUnit.MILLISECONDS);
        result.addListener(done -> {
            timer.cancel(false);
            if (done.isSuccess()) {
                outcome.setSuccess(result.getNow());
            } else {
                giveUp();
                outcome.setFailure(ConnectFailures.translate(config, done.cause()));
            }
        });
        try {
            runtime.blocking().execute(this::prepareTls);
        } catch (RejectedExecutionException e) {
            result.tryFailure(new IOException("no thread to connect with: the adapter is stopping", e));
        }
        return outcome;
    }

    /** Off the loop: trust stores are files. */
    private void prepareTls() {
        try {
            TlsClient client = usesTls() ? runtime.tls().client(config.tls(), config.domain(), alpn()) : null;
            loop.execute(() -> connect(client));
        } catch (TlsException e) {
            result.tryFailure(ConnectFailures.tls(e));
        }
    }

    private boolean usesTls() {
        return switch (config.mode()) {
            case CLIENT -> config.tls().use() != TlsConfig.Use.DISABLED;
            case CLIENT_DIRECT_TLS -> true;
            case COMPONENT -> false;
        };
    }

    private List<String> alpn() {
        return config.mode() == SessionConfig.Mode.CLIENT_DIRECT_TLS ? List.of(TlsClient.ALPN_XMPP_CLIENT) : List.of();
    }

    private void connect(@Nullable TlsClient client) {
        if (result.isDone()) {
            return;
        }
        TlsLayer tls = client == null ? null : pipeline -> client.addFirst(pipeline, runtime.blocking());
        Future<Channel> connection = new Connector(loop, runtime.blocking())
                .connect(host(), config.port(), config.timing().connectTimeout());
        connecting = connection;
        connection.addListener(connected -> {
            if (!connected.isSuccess()) {
                result.tryFailure(connected.cause());
            } else if (result.isDone()) {
                connection.getNow().close();
            } else {
                stream.attach(connection.getNow());
                connected(tls);
            }
        });
    }

    private void giveUp() {
        if (connecting != null) {
            connecting.cancel(false);
        }
        stream.discard();
    }

    /** Gives the attempt up. */
    void cancel() {
        result.tryFailure(new StreamEndedException(new StreamEnd.OwnClose()));
    }

    private String host() {
        String configured = config.host();
        return configured == null ? config.domain() : configured;
    }

    private void timedOut(long timeoutMillis) {
        result.tryFailure(new NegotiationException(
                Reason.PROTOCOL,
                "no success within " + timeoutMillis + " ms, while " + stage.get()
                        + " (property connectTimeoutMillis)"));
    }

    private void connected(@Nullable TlsLayer tls) {
        if (config.mode().isComponent()) {
            negotiateComponent();
        } else if (config.mode() == SessionConfig.Mode.CLIENT_DIRECT_TLS) {
            secureFirst(Objects.requireNonNull(tls));
        } else {
            negotiateFeatures(tls);
        }
    }

    private void secureFirst(TlsLayer tls) {
        stage = () -> "negotiating TLS";
        stream.secure(tls).addListener(handshake -> {
            if (handshake.isSuccess()) {
                negotiateFeatures(null);
            } else {
                result.tryFailure(ConnectFailures.tls(handshake.cause()));
            }
        });
    }

    /** @param startTls what to upgrade with, or null if there is nothing to upgrade */
    private void negotiateFeatures(@Nullable TlsLayer startTls) {
        List<FeatureNegotiator> negotiators = new ArrayList<>();
        if (startTls != null) {
            negotiators.add(new StartTlsNegotiator(config.tls().use(), startTls));
        }
        negotiators.add(new SaslNegotiator(
                SaslPolicy.allowing(config.allowedMechanisms()),
                new SaslCredentials(config.requireUserName(), config.domain(), config.secret()),
                runtime.saslMemory()));
        boolean exact = config.resource() instanceof SessionConfig.ResourceChoice.Exact;
        negotiators.add(new BindNegotiator(resource, exact, jid -> bound = jid));

        Promise<Void> negotiated = loop.newPromise();
        FeatureNegotiation negotiation = new FeatureNegotiation(
                stream, StreamHeader.client(config.domain()), negotiators, runtime.blocking(), negotiated);
        negotiated.addListener(done -> clientNegotiated(done.cause()));
        stage = negotiation::stage;
        stream.phase(negotiation);
        negotiation.start();
    }

    private void clientNegotiated(@Nullable Throwable failure) {
        if (failure != null) {
            result.tryFailure(failure);
        } else if (bound == null) {
            result.tryFailure(new NegotiationException(
                    Reason.PROTOCOL, "The server offers no resource binding after the login (RFC 6120 §7)"));
        } else {
            result.trySuccess(new Negotiated(stream, bound));
        }
    }

    private void negotiateComponent() {
        stage = () -> "waiting for the component handshake";
        Promise<Void> negotiated = loop.newPromise();
        ComponentNegotiation negotiation = new ComponentNegotiation(stream, config, negotiated);
        negotiated.addListener(done -> {
            if (done.isSuccess()) {
                result.trySuccess(new Negotiated(stream, Jid.of(config.domain())));
            } else {
                result.tryFailure(done.cause());
            }
        });
        stream.phase(negotiation);
        negotiation.start();
    }
}
