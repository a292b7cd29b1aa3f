package org.xmppra.core.sasl;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A password or component secret: compared, handed on, never shown. */
public final class Secret {
    /** Where none is configured. */
    public static final Secret NONE = new Secret("");

    private final String value;

    /** @param value the secret itself */
    public Secret(String value) {
        this.value = Objects.requireNonNull(value, "secret");
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** The secret itself, for the exchange that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "****";
    }
}
