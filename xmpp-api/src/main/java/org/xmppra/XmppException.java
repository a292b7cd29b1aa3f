package org.xmppra;

import org.jspecify.annotations.Nullable;

/**
 * Something went wrong between this application and an XMPP entity.
 *
 * <p>Checked, so that it passes through EJB and MDB containers as an application exception: it reaches the caller as it
 * is and does not roll a transaction back by itself.
 */
public class XmppException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what happened and what to do about it; never holds a secret */
    public XmppException(String message) {
        super(message);
    }

    /**
     * @param message what happened and what to do about it; never holds a secret
     * @param cause what caused it
     */
    public XmppException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
