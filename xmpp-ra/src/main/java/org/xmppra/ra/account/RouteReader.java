package org.xmppra.ra.account;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.net.HostPort;
import org.xmppra.core.net.Proxy;
import org.xmppra.core.net.Route;
import org.xmppra.core.session.SessionConfig.Mode;

/** Reads what the beans say of the way to the server. */
final class RouteReader {
    private static final int DNS_PORT = 53;
    private static final int MAX_PORT = 65_535;
    private static final Map<String, Proxy.Kind> PROXIES = Map.of("http", Proxy.Kind.HTTP, "socks5", Proxy.Kind.SOCKS5);

    private final AccountReader properties;
    private final ConfigurationProblems problems;

    RouteReader(AccountReader properties, ConfigurationProblems problems) {
        this.properties = properties;
        this.problems = problems;
    }

    Route route(Mode mode) {
        String host = properties.text(AccountProperties::getHost);
        int port = properties.number("portNumber", AccountProperties::getPortNumber, 0, MAX_PORT, 0);
        if (mode.isComponent() && host == null) {
            problems.add("host", null, "a component's own address does not tell where its server is: name the server");
        }
        return new Route(bare(host), port, webSocket(mode, host), dnsServers(), proxy());
    }

    private static @Nullable String bare(@Nullable String host) {
        return host != null && host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private @Nullable URI webSocket(Mode mode, @Nullable String host) {
        String url = properties.text(AccountProperties::getConnectionURL);
        if (url == null) {
            return null;
        }
        if (mode != Mode.CLIENT || host != null) {
            problems.add("connectionURL", url, "a WebSocket is for mode=client, and takes the place of host");
        }
        URI parsed = null;
        try {
            parsed = new URI(url);
        } catch (URISyntaxException e) {
            problems.add("connectionURL", url, "not a URL: " + e.getReason());
            return null;
        }
        boolean webSocket = "wss".equals(parsed.getScheme()) || "ws".equals(parsed.getScheme());
        if (!webSocket || parsed.getHost() == null || parsed.getUserInfo() != null || parsed.getFragment() != null) {
            problems.add("connectionURL", url, "a URL such as wss://example.org:443/xmpp-websocket");
            return null;
        }
        return parsed;
    }

    private List<HostPort> dnsServers() {
        String servers = properties.text(AccountProperties::getDnsServers);
        List<HostPort> parsed = new ArrayList<>();
        for (String server : servers == null ? new String[0] : servers.split("[,\\s]+")) {
            try {
                parsed.add(HostPort.parse(server, DNS_PORT));
            } catch (IllegalArgumentException e) {
                problems.add(
                        "dnsServers",
                        servers,
                        "addresses of DNS servers, with their ports if they are not 53, "
                                + "separated by commas, such as 192.0.2.53, [2001:db8::53]:5353; " + e.getMessage());
            }
        }
        return parsed;
    }

    private @Nullable Proxy proxy() {
        Proxy.Kind kind = properties.choice("proxyType", AccountProperties::getProxyType, PROXIES, Proxy.Kind.HTTP);
        String host = properties.text(AccountProperties::getProxyHost);
        int port = properties.number("proxyPort", AccountProperties::getProxyPort, 0, MAX_PORT, 0);
        String user = properties.text(AccountProperties::getProxyUserName);
        String password = properties.secret(AccountProperties::getProxyPassword);
        if (host == null) {
            if (port != 0 || user != null || password != null) {
                problems.add("proxyHost", null, "the other properties of the proxy say nothing without its host");
            }
            return null;
        }
        if (user == null && password != null) {
            problems.add("proxyUserName", null, "a proxy's password needs its user");
        }
        int usual = kind == Proxy.Kind.HTTP ? 3128 : 1080;
        return new Proxy(kind, new HostPort(String.valueOf(bare(host)), port == 0 ? usual : port), user, password);
    }
}
