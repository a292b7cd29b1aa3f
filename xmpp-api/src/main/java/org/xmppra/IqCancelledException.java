package org.xmppra;

/** A pending request was given up on this side: its handle was closed, or the application was stopped. */
public class IqCancelledException extends XmppException {
    private static final long serialVersionUID = 1L;

    /** @param message who gave it up and why */
    public IqCancelledException(String message) {
        super(message);
    }
}
