package org.xmppra.core.stream;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;

/** The other end, as a feature in negotiation sees it. Used on the stream's event loop only. */
public interface NegotiationPeer {
    /** Sends an element. */
    void send(XmlElement element);

    /** This feature is negotiated; the next one is taken from the same list of features. */
    void completed();

    /** This feature is negotiated, and with it the stream is ready: no other feature is. */
    void finished();

    /** This feature is negotiated; a new stream header is exchanged (RFC 6120 §4.3.3). */
    void completedWithRestart();

    /** This feature is negotiated; the server sends another list of features on the same stream (XEP-0388 §2.6.1). */
    void completedWithNewFeatures();

    /** The negotiation failed. */
    void fail(NegotiationException reason);

    /**
     * Puts TLS under the stream. When the handshake is done, the stream is restarted; when it fails, the negotiation
     * fails with the reason. Bytes received in clear after this moment end the stream.
     */
    void secure(TlsLayer tls);

    /** What TLS gives to authentication; null while there is no TLS under the stream. */
    @Nullable StreamSecurity security();

    /** Whether TLS is under the stream. */
    default boolean isSecure() {
        return security() != null;
    }

    /**
     * Runs a computation that may take long off the loop and sends the element it returns.
     *
     * @param work may throw {@link NegotiationException}, which fails the negotiation
     */
    void offload(Callable<XmlElement> work);
}
