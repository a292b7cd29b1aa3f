package org.xmppra.core.net;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A proxy to connect through. It resolves the names of the hosts it connects to.
 *
 * @param kind which protocol it speaks
 * @param address where it listens
 * @param userName whom it knows us as, or null where it asks for nobody
 * @param password the password to prove it, or null
 */
public record Proxy(
        Kind kind,
        HostPort address,
        @Nullable String userName,
        @Nullable String password) {
    /** The protocol of a proxy. */
    public enum Kind {
        /** CONNECT (RFC 9110 §9.3.6), with basic authentication. */
        HTTP,
        /** SOCKS version 5 (RFC 1928, RFC 1929). */
        SOCKS5;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Kind and address; no password. */
    @Override
    public String toString() {
        return kind + " proxy " + address;
    }
}
