package org.xmppra.core.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.net.HostPort;
import org.xmppra.core.net.ServerTarget;
import org.xmppra.core.net.ServiceLookup;
import org.xmppra.core.net.ServiceLookup.Services;
import org.xmppra.core.session.ConnectAttempt.Place;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.NegotiationException.Reason;
import org.xmppra.core.stream.TlsLayer;
import org.xmppra.core.tls.TlsClient;
import org.xmppra.core.tls.TlsConfig.Use;
import org.xmppra.core.tls.TlsContexts;
import org.xmppra.core.tls.TlsException;
import org.xmppra.core.tls.XmppDomain;

/** The places where a session's server may be, and the TLS to be spoken there. Immutable. */
final class Places {
    /** A WebSocket begins with HTTP/1.1, and proves its URL's host, as the web has it (RFC 6455 §4.1). */
    private static final String ALPN_HTTP = "http/1.1";

    private final SessionConfig config;
    private final @Nullable TlsLayer startTls;
    private final @Nullable TlsLayer directTls;

    private Places(SessionConfig config, @Nullable TlsLayer startTls, @Nullable TlsLayer directTls) {
        this.config = config;
        this.startTls = startTls;
        this.directTls = directTls;
    }

    /** Blocks: reads trust stores. */
    static Places prepare(SessionConfig config, TlsContexts contexts, Executor blocking) throws NegotiationException {
        if (config.mode().isComponent() || config.tls().use() == Use.DISABLED && !config.startsWithTls()) {
            return new Places(config, null, null);
        }
        try {
            TlsLayer startTls =
                    config.tls().use() == Use.DISABLED ? null : layer(config, config.domain(), contexts, blocking);
            TlsLayer directTls = config.route().webSocket() == null
                    ? layer(config, config.domain(), contexts, blocking, TlsClient.ALPN_XMPP_CLIENT)
                    : layer(config, config.explicitAddress().host(), contexts, blocking, ALPN_HTTP);
            return new Places(config, startTls, directTls);
        } catch (TlsException e) {
            throw ConnectFailures.tls(e);
        }
    }

    private static TlsLayer layer(
            SessionConfig config, String name, TlsContexts contexts, Executor blocking, String... applicationProtocols)
            throws TlsException {
        TlsClient client = contexts.client(config.tls(), name, List.of(applicationProtocols));
        return pipeline -> client.addFirst(pipeline, blocking);
    }

    /** Where to connect, in the order to be tried. Blocks. */
    List<ServerTarget> lookUp() throws IOException, NegotiationException {
        boolean direct = config.startsWithTls();
        if (!config.route().isByDns()) {
            HostPort address = config.explicitAddress();
            return List.of(new ServerTarget(new HostPort(ascii(address.host()), address.port()), direct));
        }
        // More of the time is kept for connecting.
        Duration time = config.timing().connectTimeout().dividedBy(2);
        Services plain = config.tls().use() == Use.DISABLED ? Services.PLAIN : Services.ANY;
        return new ServiceLookup(config.route().dnsServers())
                .targets(ascii(config.domain()), direct ? Services.DIRECT_TLS : plain, time);
    }

    /** Names of hosts may have letters that those of domains may not: what DNS can be asked for as it is, stays. */
    private static String ascii(String host) throws NegotiationException {
        if (host.chars().allMatch(c -> c < 0x80)) {
            return host;
        }
        try {
            return XmppDomain.of(host).ascii();
        } catch (IllegalArgumentException e) {
            throw new NegotiationException(
                    Reason.CONFIGURATION, e.getMessage() + "; check the properties serverName and host", e);
        }
    }

    /** A target, and how it is secured. */
    Place place(ServerTarget target, Use use) {
        return new Place(target, use, target.directTls() ? directTls : startTls);
    }
}
