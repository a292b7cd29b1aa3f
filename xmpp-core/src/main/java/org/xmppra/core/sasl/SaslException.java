package org.xmppra.core.sasl;

import org.jspecify.annotations.Nullable;

/**
 * This side ends the authentication: nothing to choose from, or what the server sent breaks a rule or proves nothing.
 * The message says what was wrong and which property to look at; it holds no secret.
 */
public final class SaslException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what was wrong, and what to do */
    public SaslException(String message) {
        this(message, null);
    }

    /**
     * @param message what was wrong, and what to do
     * @param cause what caused it
     */
    public SaslException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
