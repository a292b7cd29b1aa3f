package org.xmppra.core.tls;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * TLS was not established. The message is one sentence for the administrator: the domain, what is wrong, which property
 * to look at.
 */
public final class TlsException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean transientFailure;

    TlsException(String message, boolean transientFailure, @Nullable Throwable cause) {
        super(message, cause);
        this.transientFailure = transientFailure;
    }

    /** Whether it may pass without anyone changing a configuration or a certificate. */
    public boolean isTransient() {
        return transientFailure;
    }
}
