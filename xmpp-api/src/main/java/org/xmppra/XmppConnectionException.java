package org.xmppra;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The connection is absent or was lost. {@link #deliveryStatus()} tells whether repeating the request is safe. */
public class XmppConnectionException extends XmppException {
    private static final long serialVersionUID = 1L;

    private final DeliveryStatus deliveryStatus;

    /**
     * @param message which connection, what happened, what to do
     * @param deliveryStatus what is known of the request's fate
     */
    public XmppConnectionException(String message, DeliveryStatus deliveryStatus) {
        this(message, deliveryStatus, null);
    }

    /**
     * @param message which connection, what happened, what to do
     * @param deliveryStatus what is known of the request's fate
     * @param cause what caused it
     */
    public XmppConnectionException(String message, DeliveryStatus deliveryStatus, @Nullable Throwable cause) {
        super(message, cause);
        this.deliveryStatus = Objects.requireNonNull(deliveryStatus, "deliveryStatus");
    }

    /** What is known of the request's fate. */
    public DeliveryStatus deliveryStatus() {
        return deliveryStatus;
    }
}
