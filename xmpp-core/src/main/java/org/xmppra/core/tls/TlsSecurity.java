package org.xmppra.core.tls;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.stream.ChannelBinding;
import org.xmppra.core.stream.StreamSecurity;

/** What a TLS session gives to authentication: channel bindings, and whether a certificate of ours was shown. */
public final class TlsSecurity {
    private TlsSecurity() {}

    /** Of a client's session, after the handshake. */
    public static StreamSecurity of(SSLSession session) {
        return new StreamSecurity(bindings(session, serverCertificate(session)), shownAddresses(session));
    }

    /**
     * The bindings of a session, the strongest first.
     *
     * @param session the session, after the handshake
     * @param serverCertificate the certificate that the server has shown in it, or null
     */
    public static List<ChannelBinding> bindings(SSLSession session, @Nullable X509Certificate serverCertificate) {
        List<ChannelBinding> bindings = new ArrayList<>();
        KeyingMaterial.export(session)
                .ifPresent(data -> bindings.add(new ChannelBinding(ChannelBinding.TLS_EXPORTER, data)));
        Optional.ofNullable(serverCertificate)
                .flatMap(EndPointHash::of)
                .ifPresent(data -> bindings.add(new ChannelBinding(ChannelBinding.TLS_SERVER_END_POINT, data)));
        return List.copyOf(bindings);
    }

    private static @Nullable X509Certificate serverCertificate(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate shown ? shown : null;
        } catch (SSLPeerUnverifiedException e) {
            // An anonymous cipher suite has none, and so no such binding; the handshake does not allow any.
            return null;
        }
    }

    private static @Nullable List<String> shownAddresses(SSLSession session) {
        Certificate[] shown = session.getLocalCertificates();
        if (shown == null || shown.length == 0 || !(shown[0] instanceof X509Certificate own)) {
            return null;
        }
        try {
            return xmppAddresses(own);
        } catch (CertificateParsingException e) {
            // What can't be read names no address; the server decides what it is worth.
            return List.of();
        }
    }

    /**
     * The XMPP addresses in a certificate (RFC 6120 §13.7.1.4).
     *
     * @throws CertificateParsingException if its names are malformed
     */
    public static List<String> xmppAddresses(X509Certificate certificate) throws CertificateParsingException {
        return CertificateNames.of(certificate).xmpp();
    }
}
