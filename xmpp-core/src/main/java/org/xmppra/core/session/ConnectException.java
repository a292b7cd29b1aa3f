package org.xmppra.core.session;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xmppra.DeliveryStatus;
import org.xmppra.XmppConnectionException;

/** A session could not be established. The message names server, cause and the property to look at; never a secret. */
public final class ConnectException extends XmppConnectionException {
    private static final long serialVersionUID = 1L;

    /** Who has to act. */
    public enum Kind {
        /** The network or the server: it may pass by itself. */
        COMMUNICATION(true),
        /** Credentials, certificate, TLS: someone has to change a configuration. */
        SECURITY(false),
        /** The configuration cannot work: an unknown host, a bad resource. */
        CONFIGURATION(false),
        /** The server was reached and refuses for now: a policy, a lack of resources, a component's half-open stream. */
        REFUSED(true),
        /** Another session holds the exact resource: coming back at once would evict it in turn, for ever. */
        CONFLICT(false);

        private final boolean transientFailure;

        Kind(boolean transientFailure) {
            this.transientFailure = transientFailure;
        }

        /** Whether trying again soon makes sense. */
        public boolean isTransient() {
            return transientFailure;
        }
    }

    private final Kind kind;

    /**
     * @param kind who has to act
     * @param message server, cause, what to do
     * @param cause what caused it
     */
    public ConnectException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, DeliveryStatus.NOT_SENT, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** Who has to act. */
    public Kind kind() {
        return kind;
    }
}
