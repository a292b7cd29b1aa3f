package org.xmppra.sample.ejb;

/** A request that cannot be sent as it stands over this account; the message says what is wrong with it. */
public class RefusedRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param cause what the connection says of the request */
    public RefusedRequestException(IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
    }
}
