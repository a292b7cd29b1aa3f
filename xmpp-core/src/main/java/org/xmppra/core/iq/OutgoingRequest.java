package org.xmppra.core.iq;

import java.util.function.Function;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.XmppConnectionException;

/** A pending request, as the one who writes it to the stream sees it. Thread-safe. */
public interface OutgoingRequest extends PendingRequest {
    /** The request as it has to be written: a component's {@code from} is set. */
    Iq request();

    /**
     * Says that the next thing is to hand the bytes to the transport; called before that, on the loop. From here on a
     * lost stream means that the request's fate is unknown.
     *
     * @return false if the request has ended already (timed out, cancelled, failed): it is not to be written
     */
    boolean markWritten();

    /** Says that the server has acknowledged it (XEP-0198), as far as it was {@linkplain #markWritten marked}. */
    void markAcknowledged();

    /**
     * Ends the request because its stream is lost or does not take it.
     *
     * @param cause makes the exception, given how far the request had got
     * @return true if this call ended it; false if it had ended already
     */
    boolean fail(Function<DeliveryStatus, XmppConnectionException> cause);
}
