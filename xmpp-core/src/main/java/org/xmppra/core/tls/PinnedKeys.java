package org.xmppra.core.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a certificate's SubjectPublicKeyInfo: what {@link TlsConfig.Trust.PinnedKey} names. */
final class PinnedKeys {
    private static final int LENGTH = 32;

    private PinnedKeys() {}

    /** Reads hexadecimal, with or without colons. */
    static byte[] parse(String sha256) throws TlsException {
        try {
            byte[] pin = HexFormat.of().parseHex(sha256.replace(":", "").strip().toLowerCase(Locale.ROOT));
            if (pin.length == LENGTH) {
                return pin;
            }
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
        throw malformed(null);
    }

    static byte[] sha256(X509Certificate certificate) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }

    static String hex(X509Certificate certificate) {
        return HexFormat.of().formatHex(sha256(certificate));
    }

    static void check(byte[] pin, X509Certificate certificate) throws CertificateException {
        if (!MessageDigest.isEqual(pin, sha256(certificate))) {
            throw new CertificateException("The key is not the pinned one");
        }
    }

    private static TlsException malformed(@Nullable Throwable cause) {
        return new TlsException(
                "The property pinnedKey must be the SHA-256 of the server's public key: 64 hexadecimal digits",
                false,
                cause);
    }
}
