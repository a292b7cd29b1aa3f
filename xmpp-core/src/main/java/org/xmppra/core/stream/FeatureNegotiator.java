package org.xmppra.core.stream;

import org.xmppra.XmlElement;

/**
 * One feature of a stream, negotiated as one conversation (RFC 6120 §4.3). A session has a list of them in the order in
 * which they are negotiated. An object serves one stream; all its methods are called on the stream's event loop.
 */
public interface FeatureNegotiator {
    /**
     * Whether to negotiate this feature now.
     *
     * @throws NegotiationException if the features offered make a session impossible
     */
    boolean applies(StreamFeatures offered) throws NegotiationException;

    /** What the conversation is about, as a clause: "authenticating". */
    String stage();

    /** Begins the conversation. */
    void begin(StreamFeatures offered, NegotiationPeer peer) throws NegotiationException;

    /**
     * Takes the next element of the conversation.
     *
     * @throws NegotiationException if it ends the negotiation
     */
    void received(XmlElement element, NegotiationPeer peer) throws NegotiationException;
}
