package org.xmppra.core.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Decides whether a server's chain is trusted and, if not, tells which certificate it was. Names are not its business:
 * {@link PeerCheck} looks at them after every handshake, resumed ones included.
 */
final class ServerTrustManager extends X509ExtendedTrustManager {
    /** Throws if the chain is not trusted. */
    interface Check {
        void check(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException;
    }

    private final Check check;

    private ServerTrustManager(Check check) {
        this.check = check;
    }

    /** Trusts what another one trusts. */
    static ServerTrustManager of(X509ExtendedTrustManager trustManager) {
        return new ServerTrustManager(trustManager::checkServerTrusted);
    }

    /** Trusts one key, whoever vouches for it, and whatever dates its certificate has: nobody's word is asked. */
    static ServerTrustManager pinned(byte[] sha256) {
        return new ServerTrustManager((chain, authType, engine) -> PinnedKeys.check(sha256, chain[0]));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            check.check(chain, authType, engine);
        } catch (CertificateException e) {
            throw new RefusedCertificateException(chain[0], e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("Only for TLS engines");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("Only for TLS engines");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("Only for clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("Only for clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("Only for clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
