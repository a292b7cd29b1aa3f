package org.xmppra.core.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether TLS is used, and who is trusted. The name in the certificate is always checked against the XMPP domain.
 *
 * @param use whether TLS is required
 * @param trust who is trusted
 * @param clientKey what is shown to a server that asks who this is, or null
 */
public record TlsConfig(Use use, Trust trust, @Nullable ClientKey clientKey) {
    /** TLS required, the platform's trust. */
    public static final TlsConfig DEFAULT = new TlsConfig(Use.REQUIRED, new Trust.Platform());

    /** Without a certificate of one's own. */
    public TlsConfig(Use use, Trust trust) {
        this(use, trust, null);
    }

    /**
     * A private key and its certificate, for SASL EXTERNAL.
     *
     * @param file a PKCS#12 or JKS key store with one key
     * @param password the key store's password, or null
     * @param keyPassword the key's password, or null if it is the key store's
     */
    public record ClientKey(
            Path file, @Nullable String password, @Nullable String keyPassword) {
        @Override
        public String toString() {
            return "ClientKey[" + file + "]";
        }
    }

    /** Whether TLS is required. */
    public enum Use {
        /** Without TLS there is no session. */
        REQUIRED,
        /** TLS where the server offers it. */
        OPTIONAL,
        /** No TLS; for loopback. */
        DISABLED
    }

    /** Who is trusted. */
    public sealed interface Trust {
        /** The JVM's or container's default {@code SSLContext}. */
        record Platform() implements Trust {}

        /**
         * The certificates of a file.
         *
         * @param file a PKCS#12 or JKS key store, or PEM certificates
         * @param password the key store's password, or null
         */
        record Store(Path file, @Nullable String password) implements Trust {
            @Override
            public String toString() {
                return "Store[" + file + "]";
            }
        }

        /**
         * One key, whoever vouches for it or not.
         *
         * @param sha256 hexadecimal SHA-256 of the certificate's SubjectPublicKeyInfo
         */
        record PinnedKey(String sha256) implements Trust {}
    }
}
