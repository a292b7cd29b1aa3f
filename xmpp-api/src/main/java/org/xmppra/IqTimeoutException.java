package org.xmppra;

import java.time.Duration;

/** No answer came in time. The peer may have received the request, may be working on it, and may answer yet. */
public class IqTimeoutException extends XmppException {
    private static final long serialVersionUID = 1L;

    private final Iq request;

    /**
     * @param request the request that was not answered
     * @param timeout how long its answer was waited for
     */
    public IqTimeoutException(Iq request, Duration timeout) {
        super("No answer to the " + request.type() + " " + request.id() + " from "
                + request.to().map(Jid::toString).orElse("the own server") + " within " + timeout.toMillis() + " ms");
        this.request = request;
    }

    /** The request that was not answered. */
    public Iq request() {
        return request;
    }
}
