package org.xmppra.ra.inbound;

/** A request's payload is not what its handler takes. The message is for the sender: paths, no values, no classes. */
final class UnfitPayloadException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitPayloadException(String message) {
        super(message);
    }
}
