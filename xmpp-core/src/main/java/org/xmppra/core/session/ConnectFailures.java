package org.xmppra.core.session;

import java.net.UnknownHostException;
import org.xmppra.core.session.ConnectException.Kind;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.NegotiationException.Reason;
import org.xmppra.core.stream.StreamError;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.tls.TlsException;

/** The one place that says why a session could not be established: which server, what happened, what to look at. */
final class ConnectFailures {
    private ConnectFailures() {}

    static ConnectException translate(SessionConfig config, Throwable cause) {
        if (cause instanceof ConnectException already) {
            return already;
        }
        if (cause instanceof NegotiationException negotiation) {
            return failure(config, kind(negotiation.reason()), String.valueOf(cause.getMessage()), cause);
        }
        if (cause instanceof StreamEndedException ended) {
            return streamEnded(config, ended);
        }
        if (cause instanceof UnknownHostException) {
            return failure(
                    config,
                    Kind.COMMUNICATION,
                    cause.getMessage() + ": check the properties serverName and host",
                    cause);
        }
        return failure(config, Kind.COMMUNICATION, String.valueOf(cause.getMessage()), cause);
    }

    /** A live stream was lost. */
    static ConnectException lost(SessionConfig config, StreamEnd end) {
        boolean evicted = !config.mode().isComponent()
                && end instanceof StreamEnd.PeerError peer
                && peer.error().condition() == StreamErrorCondition.CONFLICT;
        String text = "Lost the session of " + config.describe() + ": " + end.describe();
        return evicted
                ? new ConnectException(
                        Kind.CONFLICT,
                        text + "; another session uses this resource: give each its own (property resource)",
                        null)
                : new ConnectException(Kind.COMMUNICATION, text, null);
    }

    /** A TLS handshake failed, or could not be prepared. */
    static NegotiationException tls(Throwable cause) {
        boolean mayPass = cause instanceof TlsException tls && tls.isTransient();
        return new NegotiationException(
                mayPass ? Reason.PROTOCOL : Reason.SECURITY, String.valueOf(cause.getMessage()), cause);
    }

    private static Kind kind(Reason reason) {
        return switch (reason) {
            case PROTOCOL -> Kind.COMMUNICATION;
            case SECURITY -> Kind.SECURITY;
            case CONFIGURATION -> Kind.CONFIGURATION;
            case REFUSED -> Kind.REFUSED;
            case CONFLICT -> Kind.CONFLICT;
        };
    }

    private static ConnectException streamEnded(SessionConfig config, StreamEndedException ended) {
        String text = ended.end().describe();
        if (!(ended.end() instanceof StreamEnd.PeerError peer)) {
            return failure(config, Kind.COMMUNICATION, text, ended);
        }
        StreamError error = peer.error();
        if (error.condition() == StreamErrorCondition.NOT_AUTHORIZED) {
            String check = config.mode().isComponent()
                    ? ": check the component's secret (property password) here and on the server"
                    : ": check the properties userName and password";
            return failure(config, Kind.SECURITY, text + check, ended);
        }
        return switch (error.condition()) {
            case HOST_UNKNOWN, HOST_GONE ->
                failure(
                        config,
                        Kind.CONFIGURATION,
                        text + ": it does not serve '" + config.domain() + "'; check the property serverName",
                        ended);
            case CONFLICT, POLICY_VIOLATION, RESOURCE_CONSTRAINT, SEE_OTHER_HOST ->
                failure(config, Kind.REFUSED, text, ended);
            default -> failure(config, Kind.COMMUNICATION, text, ended);
        };
    }

    private static ConnectException failure(SessionConfig config, Kind kind, String reason, Throwable cause) {
        return new ConnectException(kind, "Cannot connect " + config.describe() + ": " + reason, cause);
    }
}
