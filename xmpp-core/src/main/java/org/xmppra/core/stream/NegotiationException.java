package org.xmppra.core.stream;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream could not be negotiated. The message says what was asked, what the server said and what to look at. */
public final class NegotiationException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is. */
    public enum Reason {
        /** The peer broke the protocol, or is none of this protocol. */
        PROTOCOL,
        /** TLS, certificate or credentials. */
        SECURITY,
        /** The configuration cannot work with this server. */
        CONFIGURATION,
        /** The server understood and refuses. */
        REFUSED,
        /** Another session holds the resource. */
        CONFLICT
    }

    private final Reason reason;

    /**
     * @param reason whose fault it is
     * @param message what was asked, what the server said, what to look at; never a secret
     */
    public NegotiationException(Reason reason, String message) {
        this(reason, message, null);
    }

    /**
     * @param reason whose fault it is
     * @param message what was asked, what the server said, what to look at; never a secret
     * @param cause what caused it
     */
    public NegotiationException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** Whose fault it is. */
    public Reason reason() {
        return reason;
    }
}
