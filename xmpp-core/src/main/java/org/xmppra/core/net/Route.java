package org.xmppra.core.net;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of the way to a server; what is left open is asked of DNS.
 *
 * @param host where to connect, or null for where the domain's SRV records say
 * @param port where to connect, or 0 for where the SRV records say, or else the usual port
 * @param webSocket the URL of a WebSocket (RFC 7395), in place of host and port; null for TCP
 * @param dnsServers who is asked about names; empty for the system's own
 * @param proxy through whom to connect; null for nobody
 */
public record Route(
        @Nullable String host,
        int port,
        @Nullable URI webSocket,
        List<HostPort> dnsServers,
        @Nullable Proxy proxy) {
    /** Where DNS says. */
    public static final Route BY_DNS = new Route(null, 0, null, List.of(), null);

    /** Checks the port. */
    public Route {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Port " + port + " is not between 1 and 65535, nor 0 for none");
        }
        dnsServers = List.copyOf(dnsServers);
    }

    /** To a host and port, whatever DNS says of services. */
    public static Route to(String host, int port) {
        return new Route(host, port, null, List.of(), null);
    }

    /** To a WebSocket. */
    public static Route to(URI webSocket) {
        return new Route(null, 0, webSocket, List.of(), null);
    }

    /** The same, with names asked of these servers. */
    public Route withDnsServers(List<HostPort> servers) {
        return new Route(host, port, webSocket, servers, proxy);
    }

    /** The same through a proxy. */
    public Route through(Proxy newProxy) {
        return new Route(host, port, webSocket, dnsServers, newProxy);
    }

    /** Whether SRV records decide. */
    public boolean isByDns() {
        return host == null && port == 0 && webSocket == null;
    }
}
