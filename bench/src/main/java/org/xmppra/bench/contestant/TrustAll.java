package org.xmppra.bench.contestant;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** For peers that pin no keys: the certificate is made for the run, and a handshake is no part of what is measured. */
final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
        // A client meets no clients.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
        // See above.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
