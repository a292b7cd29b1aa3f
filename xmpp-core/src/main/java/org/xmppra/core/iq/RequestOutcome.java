package org.xmppra.core.iq;

import org.xmppra.Iq;
import org.xmppra.XmppConnectionException;

/** How a request ended; each ends exactly once. */
public sealed interface RequestOutcome {
    /**
     * It was answered.
     *
     * @param response a result or error whose sender fits the request
     */
    record Answered(Iq response) implements RequestOutcome {}

    /** No answer came in time. */
    record TimedOut() implements RequestOutcome {}

    /** It was given up on this side. */
    record Cancelled() implements RequestOutcome {}

    /**
     * Its session was lost, or it could not be sent.
     *
     * @param cause tells whether repeating is safe
     */
    record ConnectionLost(XmppConnectionException cause) implements RequestOutcome {}
}
