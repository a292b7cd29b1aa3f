package org.xmppra.testkit.sasl;

import java.util.Objects;
import org.xmppra.core.sasl.SaslFailure;

/** The client is not authenticated; the condition is what {@code <failure/>} says. */
public final class SaslServerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final SaslFailure condition;

    SaslServerException(SaslFailure condition, String message) {
        super(condition.elementName() + ": " + message);
        this.condition = Objects.requireNonNull(condition, "condition");
    }

    /** What {@code <failure/>} says. */
    public SaslFailure condition() {
        return condition;
    }
}
