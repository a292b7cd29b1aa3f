package org.xmppra.core.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
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
import org.xmppra.core.management.ManagementElement;
import org.xmppra.core.management.ManagementRequests;
import org.xmppra.core.stanza.Received;
import org.xmppra.core.stanza.StanzaReader;
import org.xmppra.core.stanza.StanzaWriter;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.StreamError;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.stream.StreamHeader;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.xml.XmlWriter;

/**
 * A bound address and what is bound to it: the requests pending, the queue of stanzas to write, the sign of life. It is
 * carried by one stream, and after a resumption by the next (XEP-0198); it ends with the last. Stanzas are received on its
 * event loop; requests and answers are sent from any thread.
 */
final class Binding implements StreamPhase {
    private static final System.Logger LOG = System.getLogger(Binding.class.getName());

    private final String name;
    private final SessionConfig.Timing timing;
    private final TlsConfig tls;
    private final boolean overWebSocket;
    private final SessionIdentity identity;
    private final String contentNamespace;
    private final IqDispatcher dispatcher;
    private final PendingIqs pending;
    /** Whose answers have come with the present read. On the loop. */
    private final Queue<Thread> answered = new ArrayDeque<>();

    /** Whether more than white space came with the present read. On the loop. */
    private boolean heard;

    private final StreamManagement management;
    private final OutboundQueue queue;
    private final KeepAlive keepAlive;
    private final boolean managed;
    private final BiConsumer<Binding, StreamEnd> onEnd;
    /** What carries it; over while the session is suspended. On the loop. */
    private StreamChannel channel;
    /** Whether nothing is read, because its answers would not be. On the loop. */
    private boolean paused;
    /** Why nothing is sent any more; null while stanzas are, or wait for that. */
    private volatile @Nullable StreamEnd stopped;

    /** @param onEnd is told when a stream is over; it then calls {@link #suspend} or {@link #die} */
    Binding(
            SessionConfig config,
            ConnectAttempt.Negotiated negotiated,
            IqRouter router,
            IqStatistics statistics,
            BiConsumer<Binding, StreamEnd> onEnd) {
        this.name = config.describe();
        this.timing = config.timing();
        this.tls = config.tls();
        this.overWebSocket = config.route().webSocket() != null;
        this.channel = negotiated.channel();
        this.managed = negotiated.managed();
        this.contentNamespace = config.contentNamespace();
        this.identity = config.mode().isComponent()
                ? SessionIdentity.component(negotiated.jid())
                : SessionIdentity.client(negotiated.jid());
        LoopClock clock = new LoopClock(channel.eventLoop());
        this.pending = new PendingIqs(identity, clock, statistics);
        this.dispatcher = new IqDispatcher(pending, router, statistics, answered::add);
        this.management = new StreamManagement(clock);
        this.queue = new OutboundQueue(channel.eventLoop(), management, new WireLog(name), this::regulateReading);
        management.drainWith(queue::drainSoon);
        this.keepAlive =
                new KeepAlive(clock, timing.keepAliveInterval(), this::ask, () -> channel.end(new StreamEnd.Silent()));
        this.onEnd = onEnd;
    }

    /** Begins to carry stanzas. On the loop. */
    void start() {
        if (managed) {
            channel.send(management.enable(keep()));
        }
        carry();
    }

    /** A server may see the connection lost long before this side does: it has to keep the session that much longer. */
    private Duration keep() {
        Duration window = timing.resumeWindow();
        return window.isZero() ? window : window.plus(timing.keepAliveInterval().multipliedBy(2));
    }

    private void carry() {
        paused = false;
        channel.phase(this);
        if (!channel.isOver()) {
            queue.attach(channel.channel());
            if (!managed) {
                // Stanzas that are counted are written in one place.
                queue.share(channel.share());
            }
            keepAlive.start();
        }
    }

    /** How long it can be resumed now that its stream is lost; zero for not at all. On the loop. */
    Duration resumable() {
        Duration server = management.resumable();
        Duration own = timing.resumeWindow();
        return server == null || server.compareTo(own) > 0 ? own : server;
    }

    /** Where the server would rather see it resumed, if following it there is safe; or null. */
    StreamEnd.@Nullable PeerError location() {
        String location = management.location();
        if (location == null || overWebSocket) {
            return null;
        }
        StreamEnd.PeerError there = new StreamEnd.PeerError(
                new StreamError(StreamErrorCondition.SEE_OTHER_HOST, null), location, channel.security() != null);
        try {
            Redirect.read(there, tls.use(), 1);
            return there;
        } catch (NegotiationException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> name + ": " + e.getMessage());
            return null;
        }
    }

    /** What is sent waits from now on. On the loop. */
    void suspend() {
        keepAlive.stop();
        queue.detach();
    }

    /**
     * Goes on, on another stream: first what the server has not got, in order, then what waited. On the loop.
     *
     * @param h how many stanzas the server has handled
     */
    void resume(StreamChannel next, long h) {
        channel = next;
        try {
            queue.again(management.resumed(h));
        } catch (StreamException e) {
            next.phase(this);
            next.end(new StreamEnd.OwnError(StreamError.of(e)));
            return;
        }
        carry();
    }

    /** What the server knows it by, while it is {@linkplain #resumable resumable}. */
    String managementId() {
        return management.id();
    }

    /** How many stanzas of the server it has handled. */
    long handled() {
        return management.handled();
    }

    /** The server told how many stanzas it had handled when it forgot the session; nonsense tells nothing. */
    void acknowledged(long h) {
        try {
            management.acknowledge(h);
        } catch (StreamException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> name + ": " + e.getMessage());
        }
    }

    Jid jid() {
        return identity.self();
    }

    Iq request(Iq request, Consumer<PendingRequest> begun, Duration timeout) throws XmppException {
        // What is waited for here has to be written.
        queue.writeCollected();
        return pending.awaitResponse(request, timeout, begun, this::write);
    }

    PendingRequest request(Iq request, Duration timeout, RequestListener listener) {
        return pending.send(request, timeout, listener, this::write);
    }

    /** Has what this thread sends meanwhile written together. */
    void together(Runnable sends) {
        queue.collect();
        try {
            sends.run();
        } finally {
            queue.writeCollected();
        }
    }

    int pendingRequests() {
        return pending.size();
    }

    /**
     * Queues an answer.
     *
     * @param dropped is run if it is dropped before it was written
     * @return false if the session is over or takes no more; nothing of it was written
     */
    boolean send(Iq answer, Runnable dropped) {
        return stopped == null
                && queue.offerAnswer(StanzaWriter.write(answer, contentNamespace), new Outbound() {
                    @Override
                    public boolean takeUp() {
                        return true;
                    }

                    @Override
                    public void dropped() {
                        dropped.run();
                    }
                });
    }

    /** Queues a stanza that nothing is waited for. */
    void send(XmlElement element) {
        if (stopped == null) {
            queue.offer(XmlWriter.write(element, contentNamespace), Outbound.PLAIN);
        }
    }

    /**
     * Reads nothing while answers pile up that the peer does not take, unless a request of ours waits for what is to be read,
     * or the answers for an acknowledgement: behind whatever else comes. The time does not count as silence. On the loop: after each writing, and
     * after each stanza, for a socket is read many times in a row.
     */
    private void regulateReading() {
        boolean pause = queue.isHeavy(paused) && pending.size() == 0 && !management.isFull();
        if (pause == paused || channel.isOver()) {
            return;
        }
        paused = pause;
        channel.channel().config().setAutoRead(!pause);
        if (pause) {
            keepAlive.stop();
        } else {
            keepAlive.start();
        }
    }

    private void write(OutgoingRequest outgoing) throws XmppConnectionException {
        byte[] bytes = StanzaWriter.write(outgoing.request(), contentNamespace);
        if (!queue.offer(bytes, new QueuedRequest(outgoing))) {
            throw new XmppConnectionException(
                    name + ": too much is waiting to be written; the server takes no more", DeliveryStatus.NOT_SENT);
        }
        StreamEnd end = stopped;
        if (end != null) {
            // It may have come too late for the failing of all that is pending: whoever ends it first does.
            outgoing.fail(status -> lost(end, status));
        }
    }

    private record QueuedRequest(OutgoingRequest request) implements Outbound {
        @Override
        public boolean takeUp() {
            return request.markWritten();
        }

        @Override
        public void acknowledged() {
            request.markAcknowledged();
        }
    }

    @Override
    public void received(XmlElement element) {
        heard = true;
        try {
            if (ManagementElement.is(element)) {
                management.received(ManagementElement.read(element));
            } else {
                stanza(element);
                queue.drainIfMuch();
                regulateReading();
            }
        } catch (StreamException e) {
            channel.end(new StreamEnd.OwnError(StreamError.of(e)));
        }
    }

    private void stanza(XmlElement element) throws StreamException {
        Received received = StanzaReader.read(element, contentNamespace, channel.language());
        if (!(received instanceof Received.Other)) {
            // Before it is handled: one that fails in our hands is not asked for again.
            management.received();
        }
        if (!dispatcher.receive(received, this::send, identity)) {
            throw new StreamException(
                    StreamErrorCondition.UNSUPPORTED_STANZA_TYPE, "an element that is no stanza (RFC 6120 §4.9.3.24)");
        }
    }

    private void ask() {
        if (management.isOn()) {
            management.ask();
        } else {
            ping();
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

    /**
     * Wakes those who have their answers. Not each when it has come: those who are woken want a processor at once, while the
     * rest of what was read is still to be looked at. What they ask next is written meanwhile.
     */
    @Override
    public void readDone() {
        if (heard) {
            heard = false;
            keepAlive.heard();
        }
        for (Thread caller = answered.poll(); caller != null; caller = answered.poll()) {
            LockSupport.unpark(caller);
            queue.drainIfMuch();
        }
    }

    @Override
    public void writable() {
        queue.drain();
    }

    /** Says goodbye, after which nothing may be sent, and closes. On the loop. */
    Future<?> close(Duration timeout) {
        StreamEnd end = new StreamEnd.OwnClose();
        stopped = end;
        // What requests wait is not sent any more; the answers are: their requests count as handled.
        pending.failAll(status -> lost(end, status));
        queue.finish();
        die(end);
        if (management.isOn()) {
            // What was handled is not to come back to its senders as undeliverable (XEP-0198 §4).
            channel.send(ManagementRequests.ack(management.handled()));
        }
        if (paused) {
            // The server's goodbye is to be heard.
            paused = false;
            channel.channel().config().setAutoRead(true);
        }
        return channel.goodbye(timeout);
    }

    @Override
    public void ended(StreamEnd end) {
        onEnd.accept(this, end);
    }

    /** Nothing is sent any more, and what is pending fails. On the loop. */
    void die(StreamEnd end) {
        stopped = end;
        keepAlive.stop();
        management.stop();
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
