package org.xmppra.core.session;

import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.core.management.HandledCount;
import org.xmppra.core.management.ManagementElement;
import org.xmppra.core.management.ManagementElement.Ack;
import org.xmppra.core.management.ManagementElement.AckRequest;
import org.xmppra.core.management.ManagementElement.Enabled;
import org.xmppra.core.management.ManagementElement.Failed;
import org.xmppra.core.management.ManagementRequests;
import org.xmppra.core.management.UnacknowledgedQueue;
import org.xmppra.core.session.OutboundQueue.Item;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.xml.XmlWriter;

/**
 * What a session counts of its stanzas (XEP-0198): those sent that the server has not acknowledged, and how many of the
 * server's were handled. The first count begins with {@code <enable/>}, so that stanzas follow it without waiting for the
 * answer; the second with that answer, {@code <enabled/>}. Confined to the session's event loop.
 *
 * <table>
 * <caption>Changes of state</caption>
 * <tr><th>from</th><th>to</th><th>when</th></tr>
 * <tr><td>OFF</td><td>ASKED</td><td>{@link #enable}</td></tr>
 * <tr><td>ASKED</td><td>ON</td><td>the server enabled it</td></tr>
 * <tr><td>ASKED</td><td>OFF</td><td>the server refused</td></tr>
 * </table>
 */
final class StreamManagement {
    private static final int ASK_AFTER_STANZAS = 64;
    private static final int ASK_AFTER_BYTES = 64 * 1024;
    private static final long ASK_AFTER_IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** More than this unacknowledged, and nothing is sent until the server has caught up. */
    private static final long MAX_UNACKNOWLEDGED_BYTES = 4L * 1024 * 1024;

    private enum State {
        OFF,
        ASKED,
        ON
    }

    private final KeepAlive.Clock clock;
    private final UnacknowledgedQueue<Item> sent = new UnacknowledgedQueue<>();
    private final HandledCount handled = new HandledCount();
    private State state = State.OFF;
    private @Nullable Enabled enabled;
    private long unacknowledgedBytes;
    private int stanzasSinceRequest;
    private int bytesSinceRequest;
    /** An {@code <r/>} was sent, and its answer has not come. */
    private boolean requested;

    private boolean requestDue;
    private boolean ackDue;
    private Runnable drain = () -> {};
    private @Nullable Future<?> idle;
    private boolean leaving;

    StreamManagement(KeepAlive.Clock clock) {
        this.clock = clock;
    }

    /** Says how to have what is due written soon. */
    void drainWith(Runnable drainSoon) {
        drain = drainSoon;
    }

    /**
     * Begins to count, and makes the element that tells the server; it must be sent before any stanza that is counted.
     *
     * @param keep how long the server should keep the session; zero for not at all
     */
    XmlElement enable(Duration keep) {
        state = State.ASKED;
        return ManagementRequests.enable(keep);
    }

    boolean isOn() {
        return state == State.ON;
    }

    /** How long the session can be resumed after the loss of its stream: zero for not at all, null for unlimited. */
    @Nullable Duration resumable() {
        Enabled answer = enabled;
        return answer == null || answer.id() == null ? Duration.ZERO : answer.max();
    }

    /** What the server knows the session by, if it {@linkplain #resumable() can be resumed}. */
    String id() {
        return Objects.requireNonNull(Objects.requireNonNull(enabled).id());
    }

    /** Where the server would rather be connected to for a resumption, as it was received; or null. */
    @Nullable String location() {
        return enabled == null ? null : enabled.location();
    }

    /** How many of the server's stanzas were handled. */
    long handled() {
        return handled.value();
    }

    /** A stanza is being written. */
    void written(Item item) {
        if (state == State.OFF) {
            return;
        }
        sent.add(item);
        unacknowledgedBytes += item.bytes().length;
        stanzasSinceRequest++;
        bytesSinceRequest += item.bytes().length;
        if (stanzasSinceRequest >= ASK_AFTER_STANZAS || bytesSinceRequest >= ASK_AFTER_BYTES || isFull()) {
            requestDue = true;
        }
        armIdle();
    }

    private void armIdle() {
        if (idle == null && sent.size() > 0) {
            idle = clock.later(this::askWhenIdle, ASK_AFTER_IDLE_NANOS);
        }
    }

    private void askWhenIdle() {
        idle = null;
        if (sent.size() > 0 && !requested) {
            requestDue = true;
            drain.run();
        }
    }

    /** Whether so much is unacknowledged that nothing more may be written. */
    boolean isFull() {
        return !leaving && unacknowledgedBytes >= MAX_UNACKNOWLEDGED_BYTES;
    }

    /** The session will not be resumed: nothing has to wait for acknowledgements. */
    void leave() {
        leaving = true;
    }

    /** A stanza of the server was received. What came before {@code <enabled/>} the server has not counted either (§4). */
    void received() {
        if (state == State.ON) {
            handled.increment();
        }
    }

    /** Asks for a sign of life. */
    void ask() {
        requested = false;
        requestDue = true;
        drain.run();
    }

    /** Takes what belongs behind the stanzas of one flush: at most one answer and one request; null for neither. */
    byte @Nullable [] takeDue() {
        boolean request = requestDue && !requested && state == State.ON;
        if (!ackDue && !request) {
            return null;
        }
        ByteArrayOutputStream due = new ByteArrayOutputStream();
        if (ackDue) {
            ackDue = false;
            due.writeBytes(bytes(ManagementRequests.ack(handled.value())));
        }
        if (request) {
            requestDue = false;
            requested = true;
            stanzasSinceRequest = 0;
            bytesSinceRequest = 0;
            due.writeBytes(bytes(ManagementRequests.ACK_REQUEST));
        }
        return due.toByteArray();
    }

    private static byte[] bytes(XmlElement element) {
        return XmlWriter.write(element, "");
    }

    /**
     * Takes an element that the server sent on a live stream.
     *
     * @throws StreamException if it breaks the rules
     */
    void received(ManagementElement element) throws StreamException {
        if (element instanceof AckRequest && state == State.ON) {
            ackDue = true;
            drain.run();
        } else if (element instanceof Ack ack && state == State.ON) {
            requested = false;
            boolean waited = isFull();
            acknowledge(ack.h());
            armIdle();
            if (waited) {
                drain.run();
            }
        } else if (element instanceof Enabled answer && state == State.ASKED) {
            state = State.ON;
            enabled = answer;
            drain.run();
        } else if (element instanceof Failed && state == State.ASKED) {
            state = State.OFF;
            sent.takeBack();
            unacknowledgedBytes = 0;
            // What had to wait for acknowledgements waits no more: there will be none.
            drain.run();
        } else {
            throw new StreamException(
                    StreamErrorCondition.UNSUPPORTED_STANZA_TYPE,
                    "an element of stream management that is not expected here (XEP-0198)");
        }
    }

    /**
     * Takes the server's count.
     *
     * @throws StreamException if it is too high
     */
    void acknowledge(long h) throws StreamException {
        for (Item item : sent.acknowledge(h)) {
            unacknowledgedBytes -= item.bytes().length;
            item.stanza().acknowledged();
        }
    }

    /**
     * The session goes on, on another stream.
     *
     * @param h how many stanzas the server has handled
     * @return what it has not, to be sent again in this order
     * @throws StreamException if the count is too high
     */
    List<Item> resumed(long h) throws StreamException {
        acknowledge(h);
        requested = false;
        requestDue = false;
        ackDue = false;
        unacknowledgedBytes = 0;
        return sent.takeBack();
    }

    /** Asks for nothing more. */
    void stop() {
        if (idle != null) {
            idle.cancel(false);
        }
    }
}
