package org.xmppra.it.peers;

/** A peer could not do what it was told; the message is the peer's own. */
public final class PeerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PeerException(String message) {
        super(message);
    }

    PeerException(String message, Throwable cause) {
        super(message, cause);
    }
}
