package org.xmppra.core.stream;

import java.util.Optional;
import org.xmppra.XmlElement;

/**
 * A feature that is negotiated in the same request as the login, where the server offers that (XEP-0388 §2.2): what would be
 * a conversation of its own becomes one child of the request and one of the answer. Called on the stream's event loop.
 */
public interface InlineFeature {
    /**
     * What to put into the request; called again if the login is tried a second time.
     *
     * @param offered the server's {@code <inline/>}
     */
    Optional<XmlElement> request(XmlElement offered);

    /**
     * The login has succeeded.
     *
     * @param success the server's {@code <success/>}
     * @throws NegotiationException if its answer ends the negotiation
     */
    void succeeded(XmlElement success) throws NegotiationException;
}
