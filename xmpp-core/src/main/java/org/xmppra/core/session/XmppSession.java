package org.xmppra.core.session;

import java.time.Duration;
import java.util.function.Consumer;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmppException;
import org.xmppra.core.iq.PendingRequest;
import org.xmppra.core.iq.RequestListener;

/**
 * One logical session of an account or component: one stream at a time. A client's that loses its connection is resumed
 * where the server lets it (XEP-0198), as {@link SessionState} tells: requests pending on it stay pending, and what is sent
 * meanwhile waits. One that is lost is replaced by a new one if so configured. Thread-safe.
 */
public interface XmppSession extends AutoCloseable {
    /** The configuration it was opened with. */
    SessionConfig config();

    /** Where it stands now. */
    SessionState state();

    /**
     * The address it is bound to; before the first {@code LIVE} the address it asks for (a bare JID, or the component's
     * domain).
     */
    Jid jid();

    /**
     * Waits until the session is live.
     *
     * @throws ConnectException if it is not within the time, or never will be; the cause of the last attempt is told
     * @throws InterruptedException if the thread is interrupted
     */
    void awaitLive(Duration timeout) throws XmppException, InterruptedException;

    /**
     * Sends a get or set and waits for its answer with the caller's own deadline.
     *
     * @return the answer, of type result; the stanza itself, at once, if it is a result or error
     * @throws org.xmppra.IqErrorException if the answer is an error
     * @throws org.xmppra.IqTimeoutException if no answer came in time
     * @throws org.xmppra.XmppConnectionException if there is no session or it was lost; tells whether it was sent
     * @throws org.xmppra.IqCancelledException if the waiting thread was interrupted (its interrupt flag stays set)
     * @throws IllegalArgumentException if the timeout is not positive, the id is pending already, or a component's
     *     request has no {@code to}
     * @throws IllegalStateException on an event loop, where waiting would block the answer itself
     */
    default Iq request(Iq request, Duration timeout) throws XmppException {
        return request(request, begun -> {}, timeout);
    }

    /**
     * As above.
     *
     * @param begun gets the request before it is sent: cancelling it from another thread wakes the caller, who then gets
     *     the {@code IqCancelledException}
     */
    Iq request(Iq request, Consumer<PendingRequest> begun, Duration timeout) throws XmppException;

    /**
     * Sends a get or set; the listener is told how it ended. Never blocks.
     *
     * @throws IllegalArgumentException as {@link #request(Iq, Duration)}
     */
    PendingRequest request(Iq request, Duration timeout, RequestListener listener);

    /**
     * Runs what sends many, at once and on this thread, and has that written together at its end: one system call where
     * each would cost one. A blocking request within is written at once, with all before it; what follows is no longer kept
     * back. What other threads send does not wait.
     */
    void together(Runnable sends);

    /** How many requests wait for their answer now. */
    int pendingRequests();

    /**
     * Adds a listener. Adding one twice has no effect. It learns at once where the session stands: {@code live} is called if
     * there is one, {@code lost} if the last one was lost and none has taken its place.
     */
    void addListener(SessionListener listener);

    /** Removes a listener. */
    void removeListener(SessionListener listener);

    /**
     * Closes: fails what is pending, writes the answers that wait, says goodbye ({@code </stream:stream>}), waits for the
     * peer's. A peer that takes longer than this is not waited for. Harmless when repeated.
     */
    void close(Duration timeout);

    /** {@link #close(Duration)} with two seconds. */
    @Override
    default void close() {
        close(Duration.ofSeconds(2));
    }
}
