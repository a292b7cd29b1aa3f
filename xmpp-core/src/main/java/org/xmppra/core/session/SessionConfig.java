package org.xmppra.core.session;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.core.net.HostPort;
import org.xmppra.core.net.Route;
import org.xmppra.core.net.WebSocketUpgrade;
import org.xmppra.core.sasl.SaslCredentials;
import org.xmppra.core.sasl.SaslPolicy;
import org.xmppra.core.sasl.Secret;
import org.xmppra.core.stream.StreamNamespaces;
import org.xmppra.core.tls.TlsConfig;

/**
 * All that one session needs to know; immutable, checked, and the key by which equal accounts are recognised.
 *
 * @param mode client or component
 * @param domain the XMPP domain: what the certificate must prove; for a component its own address
 * @param route the way to the server
 * @param userName the account's localpart; null for a component, and where ANONYMOUS is allowed
 * @param secret the account's password or the component's secret; {@link Secret#NONE} where a client certificate proves the
 *     account
 * @param resource how a client is bound
 * @param tls what is trusted
 * @param allowedMechanisms SASL mechanisms to choose from; empty for all that are implemented but ANONYMOUS
 * @param announcePresence whether a client sends initial presence (priority -1) when bound
 * @param timing how long things may take
 */
public record SessionConfig(
        Mode mode,
        String domain,
        Route route,
        @Nullable String userName,
        Secret secret,
        ResourceChoice resource,
        TlsConfig tls,
        Set<String> allowedMechanisms,
        boolean announcePresence,
        Timing timing) {

    /** How the stream is set up. */
    public enum Mode {
        /** A client that upgrades with STARTTLS (RFC 6120 §5). */
        CLIENT,
        /** A client on a port that speaks TLS from the first byte (XEP-0368). */
        CLIENT_DIRECT_TLS,
        /** An external component (XEP-0114). */
        COMPONENT;

        /** The port where neither configuration nor DNS names one. */
        public int usualPort() {
            return switch (this) {
                case CLIENT -> 5222;
                case CLIENT_DIRECT_TLS -> 5223;
                case COMPONENT -> 5347;
            };
        }

        /** Whether this is a component. */
        public boolean isComponent() {
            return this == COMPONENT;
        }
    }

    /** How a client's resource is chosen (RFC 6120 §7). */
    public sealed interface ResourceChoice {
        /** The server makes one. */
        record ServerAssigned() implements ResourceChoice {}

        /**
         * Exactly this one.
         *
         * @param resource the resourcepart
         */
        record Exact(String resource) implements ResourceChoice {}

        /**
         * This one and a suffix that is unique to the session.
         *
         * @param prefix how the resourcepart begins
         */
        record Prefixed(String prefix) implements ResourceChoice {}
    }

    /**
     * How long things may take.
     *
     * @param connectTimeout for all of connecting, TLS, authentication and binding
     * @param keepAliveInterval after how long without anything received the peer is asked for a sign of life
     * @param reconnect whether, and how fast, a lost session is replaced
     * @param resumeWindow how long a client session whose connection is lost is kept for resumption (XEP-0198), if the
     *     server does so too; zero for not at all
     */
    public record Timing(
            Duration connectTimeout, Duration keepAliveInterval, Reconnect reconnect, Duration resumeWindow) {
        /** 10 s to connect, 60 s keep-alive, no reconnect, 15 s for resumption. */
        public static final Timing DEFAULT =
                new Timing(Duration.ofSeconds(10), Duration.ofSeconds(60), Reconnect.NEVER, Duration.ofSeconds(15));
    }

    /**
     * The back-off between attempts: exponential with full jitter.
     *
     * @param enabled whether a lost session is replaced at all; the delays between attempts to resume it are the same
     * @param first the bound of the first delay
     * @param longest the bound that delays grow to
     * @param hopeless the delay after a failure that does not pass by itself, such as a wrong password
     */
    public record Reconnect(boolean enabled, Duration first, Duration longest, Duration hopeless) {
        /** For ever, from 1 s to 60 s; every 5 minutes where someone has to act. */
        public static final Reconnect FOREVER =
                new Reconnect(true, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(5));
        /** A lost session is not replaced. */
        public static final Reconnect NEVER =
                new Reconnect(false, FOREVER.first(), FOREVER.longest(), FOREVER.hopeless());
    }

    /** Checks what must be there. */
    public SessionConfig {
        Objects.requireNonNull(domain, "domain");
        if (!mode.isComponent() && userName == null && !SaslPolicy.isAnonymous(allowedMechanisms)) {
            throw new IllegalArgumentException("A client session needs a user name");
        }
        if (mode == Mode.COMPONENT && route.host() == null) {
            throw new IllegalArgumentException(
                    "A component needs a host: its own address says nothing of its server's");
        }
        if (route.webSocket() != null) {
            requireWebSocket(mode, route.webSocket(), tls.use());
        }
        allowedMechanisms = Set.copyOf(allowedMechanisms);
    }

    private static void requireWebSocket(Mode mode, URI url, TlsConfig.Use use) {
        boolean allowed =
                "wss".equals(url.getScheme()) || "ws".equals(url.getScheme()) && use == TlsConfig.Use.DISABLED;
        if (mode != Mode.CLIENT || !allowed || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "A WebSocket is for clients; its URL begins with wss, or with ws where TLS is disabled");
        }
    }

    /** The bare JID of the account, or the component's domain. */
    public Jid account() {
        return Jid.of(mode.isComponent() ? null : userName, domain, null);
    }

    /** The session in a sentence: "alice@example.org to 127.0.0.1:5222". */
    public String describe() {
        return account() + " to " + server();
    }

    /** Where it connects: host and port, or a WebSocket's URL, or the domain where DNS decides. */
    public String server() {
        if (route.isByDns()) {
            return domain;
        }
        URI webSocket = route.webSocket();
        return webSocket == null ? explicitAddress().toString() : webSocket.toString();
    }

    /** Where to connect when DNS is not asked for services. */
    HostPort explicitAddress() {
        URI webSocket = route.webSocket();
        if (webSocket != null) {
            return WebSocketUpgrade.address(webSocket);
        }
        String host = route.host();
        return new HostPort(host == null ? domain : host, route.port() == 0 ? mode.usualPort() : route.port());
    }

    /** Whether the first byte is TLS's. */
    boolean startsWithTls() {
        URI webSocket = route.webSocket();
        return webSocket == null
                ? mode == Mode.CLIENT_DIRECT_TLS
                : webSocket.getScheme().equals("wss");
    }

    /** The namespace of its stanzas. */
    String contentNamespace() {
        return mode.isComponent() ? StreamNamespaces.COMPONENT : StreamNamespaces.CLIENT;
    }

    /** Who authenticates; nobody by name where ANONYMOUS is allowed and no user name is given. */
    SaslCredentials credentials() {
        return new SaslCredentials(userName == null ? "" : userName, domain, secret);
    }
}
