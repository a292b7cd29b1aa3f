package org.xmppra.core.tls;

import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Turns what a TLS handshake throws into one sentence for the administrator: what is wrong, and what to do. */
final class TlsFailures {
    private TlsFailures() {}

    /** Explains a failed handshake. */
    static TlsException explain(Throwable failure, XmppDomain domain, TlsConfig config) {
        if (failure instanceof TlsException explained) {
            return explained;
        }
        RefusedCertificateException refused = find(failure, RefusedCertificateException.class);
        if (refused != null) {
            return new TlsException(refusal(refused, domain, config), false, failure);
        }
        if (find(failure, NotSslRecordException.class) != null) {
            return new TlsException(
                    "The server for " + domain.ascii()
                            + " does not speak TLS on this port; check the property portNumber, "
                            + "and whether the port expects STARTTLS or TLS from the first byte",
                    false,
                    failure);
        }
        SSLException tls = find(failure, SSLException.class);
        if (tls != null && !isTornDown(tls)) {
            return new TlsException(handshake(tls, domain), false, failure);
        }
        if (find(failure, IOException.class) != null) {
            return new TlsException(
                    "The server for " + domain.ascii() + " closed the connection during the TLS handshake",
                    true,
                    failure);
        }
        return new TlsException("TLS with " + domain.ascii() + " failed: " + rootMessage(failure), false, failure);
    }

    /** Explains that the certificate is trusted, but vouches for others. */
    static TlsException wrongName(XmppDomain domain, CertificateNames names) {
        return new TlsException(
                "The server's certificate does not prove the domain " + domain.ascii() + ": "
                        + names.describe() + "; the server needs a certificate that names " + domain.ascii()
                        + ", or the property serverName is wrong",
                false,
                null);
    }

    private static String refusal(RefusedCertificateException refused, XmppDomain domain, TlsConfig config) {
        X509Certificate certificate = refused.certificate();
        String subject = "The certificate of " + domain.ascii() + ", issued by " + issuer(certificate);
        if (config.trust() instanceof TlsConfig.Trust.PinnedKey) {
            return subject + ", has another key than the property pinnedKey names: its SHA-256 is "
                    + PinnedKeys.hex(certificate);
        }
        if (find(refused, CertificateExpiredException.class) != null) {
            return subject + ", is no longer valid: it (or one it depends on) has expired; valid from "
                    + certificate.getNotBefore().toInstant() + " to "
                    + certificate.getNotAfter().toInstant() + "; renew it on the server";
        }
        if (find(refused, CertificateNotYetValidException.class) != null) {
            return subject + ", is not valid yet: valid from "
                    + certificate.getNotBefore().toInstant() + " to "
                    + certificate.getNotAfter().toInstant() + "; check the clocks of both machines";
        }
        return subject + ", is not trusted by " + truster(config) + " (" + rootMessage(refused)
                + "); if it is genuine, add its issuer to the property trustStore or set the property pinnedKey to "
                + PinnedKeys.hex(certificate);
    }

    private static String truster(TlsConfig config) {
        return config.trust() instanceof TlsConfig.Trust.Store store
                ? "the trust store " + store.file()
                : "the Java runtime's default trust store";
    }

    private static String issuer(X509Certificate certificate) {
        String issuer = certificate.getIssuerX500Principal().getName().replaceAll("\\p{Cntrl}", "?");
        boolean selfSigned = certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
        return selfSigned ? "itself (" + issuer + ")" : issuer;
    }

    private static String handshake(SSLException failure, XmppDomain domain) {
        String message = String.valueOf(failure.getMessage());
        String reason = message.toLowerCase(Locale.ROOT);
        String subject = "TLS with " + domain.ascii() + " failed: ";
        if (reason.contains("protocol_version")
                || reason.contains("protocol version")
                || reason.contains("no appropriate protocol")) {
            return subject + "the server speaks neither TLS 1.2 nor 1.3 (" + message + ")";
        }
        if (reason.contains("handshake_failure")) {
            return subject + "no cipher suite in common, or the server demands a client certificate (" + message + ")";
        }
        if (reason.contains("unrecognized_name")) {
            return subject + "the server does not serve this domain (" + message + ")";
        }
        if (reason.contains("pkix") || reason.contains("certpath")) {
            return "The certificate of " + domain.ascii() + " is not trusted by the default SSLContext (" + message
                    + "); if it is genuine, add its issuer to the property trustStore or set the property pinnedKey";
        }
        return subject + message;
    }

    private static boolean isTornDown(SSLException failure) {
        return failure.getClass() == SSLException.class && failure.getCause() instanceof ClosedChannelException;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable t = failure; t != null && seen.add(t); t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
