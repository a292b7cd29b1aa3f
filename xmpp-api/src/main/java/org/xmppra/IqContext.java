package org.xmppra;

/** What a handler method may want to know beside the payload. */
public interface IqContext {
    /** The whole request. */
    Iq request();

    /**
     * Who asks: the request's {@code from}, stamped by the server. For a request without one, the own account, on whose
     * behalf the server speaks (RFC 6120 §8.1.2.1).
     */
    Jid sender();

    /**
     * Has the answer come later, from whatever thread: the method returns nothing (what it returns all the same is refused,
     * and answered {@code internal-server-error}), and the handle answers. Called again, it gives the same handle.
     *
     * @throws IllegalStateException if the method has returned already
     */
    IqReply defer();
}
