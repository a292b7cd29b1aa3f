package org.xmppra.core.iq;

/** Two handlers of one account claim the same requests. The message names both. */
public final class IqClaimConflictException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    IqClaimConflictException(String message) {
        super(message);
    }
}
