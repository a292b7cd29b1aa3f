package org.xmppra.core.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** A certificate was refused; remembers which, as the JDK's exceptions don't. */
final class RefusedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final transient X509Certificate certificate;

    RefusedCertificateException(X509Certificate certificate, CertificateException cause) {
        super(cause.getMessage(), cause);
        this.certificate = certificate;
    }

    X509Certificate certificate() {
        return certificate;
    }
}
