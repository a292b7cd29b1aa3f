package org.xmppra.core.iq;

/** A request sent and not yet ended. Thread-safe. */
public interface PendingRequest {
    /**
     * Gives the request up: it ends as {@link RequestOutcome.Cancelled}.
     *
     * @return true if this call ended it; false if it had ended already
     */
    boolean cancel();
}
