package org.xmppra.core.management;

/** How many stanzas of the other side were handled. Not thread-safe. */
public final class HandledCount {
    private long value;

    /** Counts from zero. */
    public HandledCount() {
        this(0);
    }

    /** @param value where the count stands */
    HandledCount(long value) {
        this.value = value;
    }

    /** One stanza more. */
    public void increment() {
        value = Counts.plus(value, 1);
    }

    /** The {@code h} to tell. */
    public long value() {
        return value;
    }
}
