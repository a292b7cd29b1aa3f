package org.xmppra.core.tls;

import org.xmppra.XmlElement;
import org.xmppra.core.stream.FeatureNegotiator;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.NegotiationException.Reason;
import org.xmppra.core.stream.NegotiationPeer;
import org.xmppra.core.stream.StreamFeatures;
import org.xmppra.core.stream.StreamNamespaces;
import org.xmppra.core.stream.TlsLayer;

/** Upgrades a stream to TLS; refuses a server that does not offer it where it is required (RFC 6120 §5). */
public final class StartTlsNegotiator implements FeatureNegotiator {
    private final TlsConfig.Use use;
    private final TlsLayer tls;

    /**
     * @param use whether a server without TLS is refused
     * @param tls the layer to put under the stream
     */
    public StartTlsNegotiator(TlsConfig.Use use, TlsLayer tls) {
        this.use = use;
        this.tls = tls;
    }

    @Override
    public boolean applies(StreamFeatures offered) throws NegotiationException {
        boolean isOffered = offered.feature(StreamNamespaces.TLS, "starttls").isPresent();
        if (!isOffered && use == TlsConfig.Use.REQUIRED) {
            throw new NegotiationException(
                    Reason.SECURITY,
                    "The server offers no STARTTLS, which is required (property tls): either it has none, or someone in"
                            + " between removed the offer");
        }
        return isOffered && use != TlsConfig.Use.DISABLED;
    }

    @Override
    public String stage() {
        return "negotiating STARTTLS";
    }

    @Override
    public void begin(StreamFeatures offered, NegotiationPeer peer) {
        peer.send(XmlElement.named(StreamNamespaces.TLS, "starttls").build());
    }

    @Override
    public void received(XmlElement element, NegotiationPeer peer) throws NegotiationException {
        if (!element.is(StreamNamespaces.TLS, "proceed")) {
            throw new NegotiationException(
                    Reason.PROTOCOL, "The server offered STARTTLS and then answered with " + element);
        }
        peer.secure(tls);
    }
}
