package org.xmppra.core.iq;

import java.time.Duration;
import org.xmppra.Iq;
import org.xmppra.IqCancelledException;
import org.xmppra.IqErrorException;
import org.xmppra.IqTimeoutException;
import org.xmppra.IqType;
import org.xmppra.XmppException;

/** The one place where an outcome becomes what a caller gets: a result, or an exception (IQ-13). */
public final class RequestOutcomes {
    static final RequestOutcome TIMED_OUT = new RequestOutcome.TimedOut();
    static final RequestOutcome CANCELLED = new RequestOutcome.Cancelled();

    private RequestOutcomes() {}

    /**
     * The result, if there is one.
     *
     * @param outcome how the request ended
     * @param request the request, for the exception
     * @param timeout how long it was waited for, for the exception
     * @throws XmppException what stands for any other outcome
     */
    public static Iq resultOf(RequestOutcome outcome, Iq request, Duration timeout) throws XmppException {
        if (outcome instanceof RequestOutcome.Answered answered) {
            if (answered.response().type() == IqType.ERROR) {
                throw new IqErrorException(answered.response());
            }
            return answered.response();
        }
        if (outcome instanceof RequestOutcome.ConnectionLost connectionLost) {
            throw connectionLost.cause();
        }
        if (outcome instanceof RequestOutcome.TimedOut) {
            throw new IqTimeoutException(request, timeout);
        }
        throw new IqCancelledException("The request " + request.id() + " was given up before it was answered");
    }
}
