package org.xmppra.core.stream;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;

/** What was received breaks the rules of the stream: it must be answered with this stream error and closed (RFC 6120 §4.9). */
public final class StreamException extends Exception {
    private static final long serialVersionUID = 1L;

    private final StreamErrorCondition condition;
    private final @Nullable XmlElement detail;

    /**
     * @param condition the stream error to send
     * @param message what was wrong; may be sent as the error's text, so holds nothing that was received
     */
    public StreamException(StreamErrorCondition condition, String message) {
        this(condition, message, null);
    }

    /**
     * @param condition the stream error to send
     * @param message what was wrong; may be sent as the error's text, so holds nothing that was received
     * @param detail an application-specific condition to send with it (RFC 6120 §4.9.4), or null
     */
    public StreamException(StreamErrorCondition condition, String message, @Nullable XmlElement detail) {
        super(condition.elementName() + ": " + message);
        this.condition = Objects.requireNonNull(condition, "condition");
        this.detail = detail;
    }

    /** The stream error to send. */
    public StreamErrorCondition condition() {
        return condition;
    }

    /** The application-specific condition to send with it. */
    public Optional<XmlElement> detail() {
        return Optional.ofNullable(detail);
    }
}
