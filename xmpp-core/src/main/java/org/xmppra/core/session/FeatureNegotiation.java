package org.xmppra.core.session;

import io.netty.util.concurrent.Promise;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.FeatureNegotiator;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.NegotiationException.Reason;
import org.xmppra.core.stream.NegotiationPeer;
import org.xmppra.core.stream.StreamFeatures;
import org.xmppra.core.stream.StreamHeader;
import org.xmppra.core.stream.StreamSecurity;
import org.xmppra.core.stream.TlsLayer;

/**
 * Negotiates a client stream: exchanges headers, and takes the features one after the other, in the order of the list
 * (RFC 6120 §4.3). Confined to the stream's event loop.
 */
final class FeatureNegotiation implements StreamPhase, NegotiationPeer {
    private final StreamChannel channel;
    private final StreamHeader header;
    private final @Nullable String account;
    private final List<FeatureNegotiator> negotiators;
    private final Executor blocking;
    private final Promise<Void> result;

    private boolean opened;
    private int next;
    private @Nullable StreamFeatures features;
    private @Nullable FeatureNegotiator current;

    /** @param account the address to give in the stream's header, under TLS only (RFC 6120 §4.7.1), or null */
    FeatureNegotiation(
            StreamChannel channel,
            StreamHeader header,
            @Nullable String account,
            List<FeatureNegotiator> negotiators,
            Executor blocking,
            Promise<Void> result) {
        this.channel = channel;
        this.header = header;
        this.account = account;
        this.negotiators = List.copyOf(negotiators);
        this.blocking = blocking;
        this.result = result;
    }

    void start() {
        open();
    }

    private void open() {
        opened = false;
        channel.open(channel.security() == null ? header : header.from(account));
    }

    /** What is waited for, as a clause. */
    String stage() {
        if (!opened) {
            return "waiting for the server's stream header";
        }
        FeatureNegotiator running = current;
        return running == null ? "waiting for the server's features" : running.stage();
    }

    /** What the server offered last; the stream is ready. */
    StreamFeatures features() {
        return Objects.requireNonNull(features, "not negotiated yet");
    }

    @Override
    public void opened(StreamHeader received) {
        opened = true;
        features = null;
        current = null;
        if (!received.announcesFeatures()) {
            fail(new NegotiationException(
                    Reason.PROTOCOL,
                    "The server speaks no XMPP 1.0: its stream header has no version (RFC 6120 §4.7.5)"));
        }
    }

    @Override
    public void received(XmlElement element) {
        try {
            if (StreamFeatures.isFeatures(element)) {
                if (features != null) {
                    // Taken as the next list they would skip what is being negotiated, STARTTLS for one.
                    throw new NegotiationException(Reason.PROTOCOL, "The server sent its features twice");
                }
                features = new StreamFeatures(element);
                takeNext();
            } else if (current != null) {
                current.received(element, this);
            } else {
                throw new NegotiationException(Reason.PROTOCOL, "The server sent " + element + " before its features");
            }
        } catch (NegotiationException e) {
            fail(e);
        }
    }

    private void takeNext() throws NegotiationException {
        StreamFeatures offered = features;
        if (offered == null) {
            throw new NegotiationException(Reason.PROTOCOL, "The server sent no features");
        }
        while (next < negotiators.size()) {
            FeatureNegotiator candidate = negotiators.get(next++);
            if (candidate.applies(offered)) {
                current = candidate;
                candidate.begin(offered, this);
                return;
            }
        }
        current = null;
        result.trySuccess(null);
    }

    @Override
    public void ended(StreamEnd end) {
        result.tryFailure(new StreamEndedException(end));
    }

    @Override
    public void send(XmlElement element) {
        channel.send(element);
    }

    @Override
    public void completed() {
        try {
            takeNext();
        } catch (NegotiationException e) {
            fail(e);
        }
    }

    @Override
    public void finished() {
        next = negotiators.size();
        current = null;
        result.trySuccess(null);
    }

    @Override
    public void completedWithRestart() {
        open();
    }

    @Override
    public void completedWithNewFeatures() {
        features = null;
        current = null;
    }

    @Override
    public void fail(NegotiationException reason) {
        result.tryFailure(reason);
    }

    @Override
    public void secure(TlsLayer tls) {
        channel.secure(tls).addListener(handshake -> {
            if (handshake.isSuccess()) {
                open();
            } else {
                fail(ConnectFailures.tls(handshake.cause()));
            }
        });
    }

    @Override
    public @Nullable StreamSecurity security() {
        return channel.security();
    }

    @Override
    public void offload(Callable<XmlElement> work) {
        try {
            blocking.execute(() -> compute(work));
        } catch (RejectedExecutionException e) {
            fail(new NegotiationException(Reason.PROTOCOL, "No thread to log in with: the adapter is stopping", e));
        }
    }

    /** Runs off the loop; what comes of it goes back to the loop. */
    private void compute(Callable<XmlElement> work) {
        try {
            XmlElement element = work.call();
            channel.eventLoop().execute(() -> send(element));
        } catch (NegotiationException e) {
            channel.eventLoop().execute(() -> fail(e));
        } catch (Exception e) {
            channel.eventLoop()
                    .execute(() -> fail(new NegotiationException(Reason.PROTOCOL, "Logging in failed: " + e, e)));
        }
    }
}
