package org.xmppra;

import java.util.Locale;

/** What the sender of a failed stanza may do next (RFC 6120 §8.3.2). */
public enum StanzaErrorType {
    /** Retry after providing credentials. */
    AUTH,
    /** Do not retry. */
    CANCEL,
    /** Proceed: the condition was only a warning. */
    CONTINUE,
    /** Retry after changing the data sent. */
    MODIFY,
    /** Retry after waiting: the error is temporary. */
    WAIT;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** The value of the {@code type} attribute. */
    @Override
    public String toString() {
        return value;
    }
}
