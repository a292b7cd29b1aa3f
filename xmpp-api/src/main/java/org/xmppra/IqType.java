package org.xmppra;

import java.util.Locale;

/** The four types of an IQ (RFC 6120 §8.2.3). */
public enum IqType {
    /** Asks for information. */
    GET,
    /** Provides data, sets or replaces values. */
    SET,
    /** Answers a get or set that succeeded. */
    RESULT,
    /** Answers a get or set that failed. */
    ERROR;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** Whether this is a get or set, which must be answered. */
    public boolean isRequest() {
        return this == GET || this == SET;
    }

    /** The value of the {@code type} attribute. */
    @Override
    public String toString() {
        return value;
    }
}
