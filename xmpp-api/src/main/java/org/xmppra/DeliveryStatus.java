package org.xmppra;

/** What is known of a request's fate when its connection is lost: whether repeating it is safe. */
public enum DeliveryStatus {
    /** Nothing of it left this process: repeating is safe. */
    NOT_SENT,
    /** It was written to the connection; whether the server received it is not known. */
    SENT_FATE_UNKNOWN,
    /** The server acknowledged it (XEP-0198), but no answer came. */
    ACKNOWLEDGED_UNANSWERED
}
