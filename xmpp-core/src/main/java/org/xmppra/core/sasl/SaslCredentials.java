package org.xmppra.core.sasl;

import java.util.Objects;

/**
 * Who authenticates.
 *
 * @param userName the account's localpart
 * @param domain the account's domain
 * @param password the account's password
 */
public record SaslCredentials(String userName, String domain, Secret password) {
    /** Checks that all is there. */
    public SaslCredentials {
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(password, "password");
    }

    /** The account, {@code user@domain}. */
    String account() {
        return userName + "@" + domain;
    }
}
