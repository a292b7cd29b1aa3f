package org.xmppra.ra.account;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.core.net.Route;
import org.xmppra.core.sasl.SaslPolicy;
import org.xmppra.core.sasl.Secret;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.SessionConfig.Mode;
import org.xmppra.core.session.SessionConfig.Reconnect;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.session.SessionConfig.Timing;
import org.xmppra.core.tls.TlsConfig;

/**
 * A bean's configuration as it was when it was used: merged, checked, immutable. Made by {@link AccountReader}.
 *
 * @param mode client or component
 * @param serverName the XMPP domain; for a component its own address
 * @param route the way to the server
 * @param userName the configured account's localpart, if there is one
 * @param secret the configured account's password or the component's secret, if there is one
 * @param resource the exact resource of handlers and shared sessions, if there is one
 * @param resourcePrefix how the resources of the other sessions begin
 * @param tls what is trusted
 * @param allowedMechanisms SASL mechanisms to choose from; empty for all
 * @param connectTimeout for all of connecting, TLS, authentication and binding
 * @param requestTimeout how long a request waits unless its caller says otherwise
 * @param callbackTimeout how long a request with callbacks may stay unanswered unless its caller says otherwise
 * @param keepAlive after how long a silence the peer is asked for a sign of life
 * @param resumeWindow how long a session that lost its connection is kept for resumption; zero for not at all
 * @param shared whether leases of one account multiplex one session
 */
public record AccountSettings(
        Mode mode,
        String serverName,
        Route route,
        @Nullable String userName,
        @Nullable Secret secret,
        @Nullable String resource,
        String resourcePrefix,
        TlsConfig tls,
        Set<String> allowedMechanisms,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration callbackTimeout,
        Duration keepAlive,
        Duration resumeWindow,
        boolean shared) {

    /** The credentials that the configuration itself holds, if they are complete. */
    public Optional<Credentials> configuredCredentials() {
        if (mode.isComponent()) {
            return Optional.ofNullable(secret).map(known -> new Credentials(null, known));
        }
        if (SaslPolicy.isAnonymous(allowedMechanisms)) {
            return Optional.of(new Credentials(userName, secret == null ? Secret.NONE : secret));
        }
        if (userName == null || !canProveAccount()) {
            return Optional.empty();
        }
        return Optional.of(new Credentials(userName, secret == null ? Secret.NONE : secret));
    }

    /** Whether a password or a client certificate is configured. */
    public boolean canProveAccount() {
        return secret != null
                || !mode.isComponent() && (tls.clientKey() != null || SaslPolicy.isAnonymous(allowedMechanisms));
    }

    /** The bare address that these credentials sign on to. */
    public Jid address(Credentials credentials) {
        return Jid.of(mode.isComponent() ? null : credentials.userName(), serverName, null);
    }

    /** What a sender's session is opened with. A dedicated one is not replaced after a loss: its lease is. */
    public SessionConfig senderSession(Credentials credentials) {
        boolean exact = shared && resource != null;
        ResourceChoice choice = exact
                ? new ResourceChoice.Exact(Objects.requireNonNull(resource))
                : new ResourceChoice.Prefixed(resourcePrefix);
        return session(credentials, choice, exact, shared ? Reconnect.FOREVER : Reconnect.NEVER);
    }

    /**
     * What a handler's session is opened with: a client binds exactly one resource, stable across reconnects, because
     * its handlers are reached at the full address only.
     *
     * @throws IllegalStateException if a client has no resource
     */
    public SessionConfig handlerSession(Credentials credentials) {
        if (resource == null && !mode.isComponent()) {
            throw new IllegalStateException("A client account's handlers need an exact resource");
        }
        ResourceChoice choice =
                resource == null ? new ResourceChoice.ServerAssigned() : new ResourceChoice.Exact(resource);
        return session(credentials, choice, true, Reconnect.FOREVER);
    }

    private SessionConfig session(
            Credentials credentials, ResourceChoice choice, boolean announcePresence, Reconnect reconnect) {
        boolean component = mode.isComponent();
        return new SessionConfig(
                mode,
                serverName,
                route,
                component ? null : credentials.userName(),
                credentials.secret(),
                component ? new ResourceChoice.ServerAssigned() : choice,
                tls,
                allowedMechanisms,
                announcePresence && !component,
                new Timing(connectTimeout, keepAlive, reconnect, resumeWindow));
    }
}
