package org.xmppra.core.stream;

import java.util.Objects;

/** What was received breaks the rules of the stream: it must be answered with this stream error and closed (RFC 6120 §4.9). */
public final class StreamException extends Exception {
    private static final long serialVersionUID = 1L;

    private final StreamErrorCondition condition;

    /**
     * @param condition the stream error to send
     * @param message what was wrong; may be sent as the error's text, so holds nothing that was received
     */
    public StreamException(StreamErrorCondition condition, String message) {
        super(condition.elementName() + ": " + message);
        this.condition = Objects.requireNonNull(condition, "condition");
    }

    /** The stream error to send. */
    public StreamErrorCondition condition() {
        return condition;
    }
}
