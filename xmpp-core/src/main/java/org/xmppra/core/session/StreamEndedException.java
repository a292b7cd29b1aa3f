package org.xmppra.core.session;

/** A stream ended while something was expected of it. */
final class StreamEndedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StreamEnd end;

    StreamEndedException(StreamEnd end) {
        super(end.describe());
        this.end = end;
    }

    StreamEnd end() {
        return end;
    }
}
