package org.xmppra.core.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.XmppConnectionException;
import org.xmppra.XmppException;
import org.xmppra.core.iq.IqDispatcher;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.IqStatistics;
import org.xmppra.core.iq.IqTimer;
import org.xmppra.core.iq.OutgoingRequest;
import org.xmppra.core.iq.PendingIqs;
import org.xmppra.core.iq.PendingRequest;
import org.xmppra.core.iq.RequestListener;
import org.xmppra.core.iq.SessionIdentity;
import org.xmppra.core.stanza.StanzaReader;
import org.xmppra.core.stanza.StanzaWriter;
import org.xmppra.core.stream.StreamError;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamHeader;

/**
 * One negotiated stream and what is bound to it: the requests pending on it, its queue of stanzas to write, its sign of
 * life. Stanzas are received on its event loop; requests and answers are sent from any thread.
 */
final class LiveStream implements StreamPhase {
    private final String name;
    private final WireLog wire;
    private final StreamChannel channel;
    private final SessionIdentity identity;
    private final String contentNamespace;
    private final IqDispatcher dispatcher;
    private final PendingIqs pending;
    private final OutboundQueue queue;
    private final KeepAlive keepAlive;
    private final BiConsumer<LiveStream, StreamEnd> onEnd;
    /** Why nothing is sent any more; null while stanzas are. */
    private volatile @Nullable StreamEnd stopped;

    LiveStream(
            SessionConfig config,
            ConnectAttempt.Negotiated negotiated,
            IqRouter router,
            IqStatistics statistics,
            BiConsumer<LiveStream, StreamEnd> onEnd) {
        this.name = config.describe();
        this.wire = new WireLog(name);
        this.channel = negotiated.channel();
        this.contentNamespace = config.contentNamespace();
        this.identity = config.mode().isComponent()
                ? SessionIdentity.component(negotiated.jid())
                : SessionIdentity.client(negotiated.jid());
        this.pending = new PendingIqs(identity, new LoopClock(channel.eventLoop()), statistics);
        this.dispatcher = new IqDispatcher(pending, router, statistics);
        this.queue = new OutboundQueue(channel.channel());
        this.keepAlive = new KeepAlive(
                new LoopClock(channel.eventLoop()),
                config.timing().keepAliveInterval(),
                this::ping,
                () -> channel.end(new StreamEnd.Silent()));
        this.onEnd = onEnd;
    }

    /** Begins to carry stanzas. On the loop. */
    void start() {
        channel.phase(this);
        if (stopped == null) {
            keepAlive.start();
        }
    }

    Jid jid() {
        return identity.self();
    }

    Iq request(Iq request, Consumer<PendingRequest> begun, Duration timeout) throws XmppException {
        return pending.awaitResponse(request, timeout, begun, this::write);
    }

    PendingRequest request(Iq request, Duration timeout, RequestListener listener) {
        return pending.send(request, timeout, listener, this::write);
    }

    int pendingRequests() {
        return pending.size();
    }

    /**
     * Queues an answer, or any stanza that nothing is waited for.
     *
     * @return false if the stream is over or takes no more; nothing of it was written
     */
    boolean send(Iq stanza) {
        return stopped == null && offer(StanzaWriter.write(stanza, contentNamespace), () -> true);
    }

    private boolean offer(byte[] bytes, BooleanSupplier takeUp) {
        return queue.offer(bytes, () -> {
            boolean taken = takeUp.getAsBoolean();
            if (taken) {
                wire.sent(bytes);
            }
            return taken;
        });
    }

    void send(XmlElement element) {
        channel.send(element);
    }

    private void write(OutgoingRequest outgoing) throws XmppConnectionException {
        byte[] bytes = StanzaWriter.write(outgoing.request(), contentNamespace);
        if (!offer(bytes, outgoing::markWritten)) {
            throw new XmppConnectionException(
                    name + ": too much is waiting to be written; the server takes no more", DeliveryStatus.NOT_SENT);
        }
        StreamEnd end = stopped;
        if (end != null) {
            // It may have come too late for the failing of all that is pending: whoever ends it first does.
            outgoing.fail(status -> lost(end, status));
        }
    }

    @Override
    public void received(XmlElement element) {
        keepAlive.heard();
        boolean stanza = dispatcher.receive(
                StanzaReader.read(element, contentNamespace, channel.language()), this::send, identity);
        if (!stanza) {
            channel.end(new StreamEnd.OwnError(new StreamError(
                    StreamErrorCondition.UNSUPPORTED_STANZA_TYPE,
                    "an element that is no stanza (RFC 6120 §4.9.3.24)")));
        }
    }

    private void ping() {
        // Any answer will do; and what a component sends to itself comes back through its server.
        Iq.Builder ping = identity.component() ? Iq.get(identity.self()) : Iq.get();
        pending.send(
                ping.payload(XmlElement.named("urn:xmpp:ping", "ping").build()).build(),
                Duration.ofMinutes(1),
                outcome -> {},
                this::write);
    }

    @Override
    public void opened(StreamHeader header) {
        throw new IllegalStateException("A second stream header cannot pass the framer without a restart");
    }

    @Override
    public void writable() {
        queue.drain();
    }

    /** Says goodbye, after which nothing may be sent, and closes. On the loop. */
    Future<?> close(Duration timeout) {
        stop(new StreamEnd.OwnClose());
        return channel.goodbye(timeout);
    }

    @Override
    public void ended(StreamEnd end) {
        stop(end);
        onEnd.accept(this, end);
    }

    private void stop(StreamEnd end) {
        stopped = end;
        keepAlive.stop();
        queue.close();
        pending.failAll(status -> lost(end, status));
    }

    private XmppConnectionException lost(StreamEnd end, DeliveryStatus status) {
        return new XmppConnectionException(name + ": " + end.describe() + "; " + explain(status), status);
    }

    private static String explain(DeliveryStatus status) {
        return switch (status) {
            case NOT_SENT -> "the request was not sent";
            case SENT_FATE_UNKNOWN -> "the request was sent, its fate is unknown";
            case ACKNOWLEDGED_UNANSWERED -> "the server has the request, but no answer came";
        };
    }

    /** Time as the session's loop tells it. */
    private record LoopClock(EventLoop loop) implements IqTimer, KeepAlive.Clock {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void schedule(Runnable task, long delayNanos) {
            later(task, delayNanos);
        }

        @Override
        public Future<?> later(Runnable task, long delayNanos) {
            return loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        }
    }
}
