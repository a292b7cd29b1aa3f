package org.xmppra.core.net;

import io.netty.util.NetUtil;
import java.util.regex.Pattern;

/**
 * A host and a TCP or UDP port.
 *
 * @param host a name, or a literal address without brackets
 * @param port from 1 to 65535
 */
public record HostPort(String host, int port) {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_NAME = 253;
    /** Whatever a resolver may take for a name; no user info, path or white space. */
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_.-]*[\\p{L}\\p{M}\\p{N}_.])?");

    /** Checks the port. */
    public HostPort {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("Port " + port + " is not between 1 and " + MAX_PORT);
        }
    }

    /**
     * Reads {@code name}, {@code name:port}, {@code 192.0.2.1:port}, {@code [2001:db8::1]:port} or a literal IPv6 address
     * (RFC 6120 §4.9.3.19).
     *
     * @param text what was configured or received
     * @param defaultPort the port where none is given
     * @throws IllegalArgumentException if it is none of these; the message does not repeat it
     */
    public static HostPort parse(String text, int defaultPort) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0) {
                throw new IllegalArgumentException("a bracket is not closed");
            }
            return new HostPort(ipv6(text.substring(1, end)), port(text.substring(end + 1), defaultPort));
        }
        if (text.indexOf(':') != text.lastIndexOf(':')) {
            return new HostPort(ipv6(text), defaultPort);
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? new HostPort(name(text), defaultPort)
                : new HostPort(name(text.substring(0, colon)), port(text.substring(colon), defaultPort));
    }

    private static String ipv6(String text) {
        // A zone means nothing to anyone but this host.
        if (text.indexOf('%') >= 0 || !NetUtil.isValidIpV6Address(text)) {
            throw new IllegalArgumentException("not an IPv6 address");
        }
        return text;
    }

    private static String name(String text) {
        if (text.length() > MAX_NAME || !NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("neither a host name nor an address");
        }
        return text;
    }

    private static int port(String text, int defaultPort) {
        if (text.isEmpty()) {
            return defaultPort;
        }
        if (!text.matches(":[0-9]{1,5}")) {
            throw new IllegalArgumentException("a port is a number from 1 to " + MAX_PORT);
        }
        return Integer.parseInt(text.substring(1));
    }

    /** {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
