package org.xmppra.ra.outbound;

import org.jspecify.annotations.Nullable;
import org.xmppra.DeliveryStatus;
import org.xmppra.XmppConnectionException;
import org.xmppra.XmppException;

/** Where a handle stands: on a lease, closed by its application, or invalidated by the container. */
sealed interface HandleState {
    /** It can be used. */
    record Open(XmppManagedConnection lease) implements HandleState {}

    /** Its application closed it. */
    record Closed() implements HandleState {}

    /**
     * The container took the lease away.
     *
     * @param lost why the session was lost, if that is the reason
     */
    record Invalid(@Nullable XmppException lost) implements HandleState {}

    /** What using a handle of a lost session throws. */
    static XmppConnectionException lost(XmppException cause) {
        return new XmppConnectionException(
                "The session of this XmppConnection was lost, get another from the factory: " + cause.getMessage(),
                DeliveryStatus.NOT_SENT,
                cause);
    }

    /** What using an invalid handle throws. */
    static XmppConnectionException invalid(Invalid state) {
        return state.lost() != null
                ? lost(state.lost())
                : new XmppConnectionException(
                        "The container has taken this XmppConnection back, get another from the factory",
                        DeliveryStatus.NOT_SENT);
    }
}
