package org.xmppra.testkit;

import org.xmppra.XmlElement;
import org.xmppra.core.management.ManagementElement;
import org.xmppra.core.stream.StreamNamespaces;
import org.xmppra.core.tls.TlsConfig;

/** What a client is offered at each stage of its stream (RFC 6120 §4.3.2). */
final class ClientFeatures {
    private static final String SESSION = "urn:ietf:params:xml:ns:xmpp-session";

    private ClientFeatures() {}

    static XmlElement offer(ClientConnection client, ServerConfig config, SaslNegotiation sasl) {
        XmlElement.Builder features = XmlElement.named(StreamNamespaces.STREAM, "features");
        if (client.isAuthenticated()) {
            if (!client.isBound()) {
                features.child(XmlElement.named(StreamNamespaces.BIND, "bind").build());
                // RFC 3921's session, which RFC 6121 made a no-op: clients from before still ask for it.
                features.child(XmlElement.named(SESSION, "session")
                        .child("optional", "")
                        .build());
            }
            if (config.resumption() != null) {
                features.child(
                        XmlElement.named(ManagementElement.NAMESPACE, "sm").build());
            }
            return features.build();
        }
        if (!client.isSecure() && config.tls() != TlsConfig.Use.DISABLED) {
            XmlElement.Builder startTls = XmlElement.named(StreamNamespaces.TLS, "starttls");
            features.child((client.mustSecure() ? startTls.child("required", "") : startTls).build());
        }
        if (!client.mustSecure()) {
            sasl.offer(client.tlsSession()).forEach(features::child);
        }
        return features.build();
    }
}
