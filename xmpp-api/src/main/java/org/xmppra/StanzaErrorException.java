package org.xmppra;

import java.util.Objects;

/**
 * Thrown by a handler to answer with exactly this error.
 *
 * <p>Checked, so the transaction commits, unless a subclass is marked {@code @ApplicationException(rollback = true)} or
 * the handler called {@code setRollbackOnly()}; the answer is the same either way.
 */
public class StanzaErrorException extends XmppException {
    private static final long serialVersionUID = 1L;

    private final StanzaError error;

    /** @param error the answer's error */
    public StanzaErrorException(StanzaError error) {
        super(Objects.requireNonNull(error, "error").toString());
        this.error = error;
    }

    /**
     * Answers with a condition and its recommended type.
     *
     * @param condition the answer's condition
     * @param text a text for the human at the other end
     */
    public StanzaErrorException(StanzaErrorCondition condition, String text) {
        this(StanzaError.of(condition).withText(text));
    }

    /** The answer's error. */
    public StanzaError error() {
        return error;
    }
}
