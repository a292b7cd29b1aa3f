package org.xmppra.ra.account;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.sasl.Secret;

/**
 * Who signs on.
 *
 * @param userName the account's localpart; null for a component
 * @param secret the account's password or the component's secret
 */
public record Credentials(@Nullable String userName, Secret secret) {
    /** Checks that there is a secret. */
    public Credentials {
        Objects.requireNonNull(secret, "secret");
    }
}
