package org.xmppra.core.iq;

import org.xmppra.XmppConnectionException;

/** Hands one registered request to a stream. */
@FunctionalInterface
public interface RequestSender {
    /**
     * Serialises and queues the request; called on the caller's thread, once, when the request can be answered already.
     *
     * @throws XmppConnectionException if there is no live stream; nothing of it was written
     * @throws IllegalArgumentException if it cannot be written
     */
    void send(OutgoingRequest outgoing) throws XmppConnectionException;
}
