package org.xmppra.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.xml.XmlLimits;

/**
 * What a server is to be: an immutable snapshot.
 *
 * @param domain the domain served
 * @param host the address to listen on
 * @param ports where to listen
 * @param users localpart to password
 * @param components domain to secret
 * @param tls whether clients must use TLS
 * @param conflict what happens to a resource asked for twice
 * @param mechanisms SASL mechanisms to offer, in this order
 * @param channelBindings channel-binding types to announce with them
 * @param features what is switched on
 * @param limits of what one stanza may be
 * @param resumption how long a client's session is kept when its connection is lost (XEP-0198), zero for not at all; null
 *     if stream management is not offered
 */
record ServerConfig(
        String domain,
        String host,
        Ports ports,
        Map<String, String> users,
        Map<String, String> components,
        TlsConfig.Use tls,
        ResourceConflict conflict,
        List<String> mechanisms,
        List<String> channelBindings,
        Set<ServerFeature> features,
        XmlLimits limits,
        @Nullable Duration resumption) {
    ServerConfig {
        users = Map.copyOf(users);
        components = Map.copyOf(components);
        mechanisms = List.copyOf(mechanisms);
        channelBindings = List.copyOf(channelBindings);
        features = Set.copyOf(features);
    }

    /**
     * TCP ports; 0 lets the system choose one, {@link #OFF} is none.
     *
     * @param client for clients with STARTTLS
     * @param directTls for clients with TLS from the first byte
     * @param component for components
     * @param webSocket for clients with WebSockets
     */
    record Ports(int client, int directTls, int component, int webSocket) {
        static final int OFF = -1;
        static final Ports NONE = new Ports(OFF, OFF, OFF, OFF);
    }

    ServerConfig withPorts(Ports newPorts) {
        return new ServerConfig(
                domain,
                host,
                newPorts,
                users,
                components,
                tls,
                conflict,
                mechanisms,
                channelBindings,
                features,
                limits,
                resumption);
    }

    /** Names and addresses; no password, no secret. */
    @Override
    public String toString() {
        return "ServerConfig[" + domain + " on " + host + ", " + ports + ", users " + users.keySet() + ", components "
                + components.keySet() + "]";
    }
}
