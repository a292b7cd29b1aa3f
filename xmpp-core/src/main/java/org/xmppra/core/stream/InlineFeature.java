package org.xmppra.core.stream;

import java.util.List;
import org.xmppra.XmlElement;

/**
 * A feature that is negotiated in the same request as the login, where the server offers that (XEP-0388 §2.2): what would be
 * a conversation of its own becomes one child of the request and one of the answer. Called on the stream's event loop.
 */
public interface InlineFeature {
    /**
     * What to put into the request, if anything; called again if the login is tried a second time.
     *
     * @param offered the server's {@code <inline/>}
     */
    List<XmlElement> request(XmlElement offered);

    /**
     * The login has succeeded.
     *
     * @param success the server's {@code <success/>}
     * @return whether the stream carries stanzas now, so that no features follow
     * @throws NegotiationException if its answer ends the negotiation
     */
    boolean succeeded(XmlElement success) throws NegotiationException;
}
