package org.xmppra.core.stream;

import java.util.Objects;

/**
 * What identifies the TLS channel under a stream to both of its ends, and differs where someone is in between (RFC 5056).
 *
 * @param type the registered name, such as {@code tls-exporter}
 * @param data what both ends must come to
 */
public record ChannelBinding(String type, byte[] data) {
    /** Keying material of the handshake (RFC 9266). */
    public static final String TLS_EXPORTER = "tls-exporter";

    /** A hash of the server's certificate (RFC 5929 §4): holds behind a proxy that ends TLS, too. */
    public static final String TLS_SERVER_END_POINT = "tls-server-end-point";

    /** Checks that both are there. */
    public ChannelBinding {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(data, "data");
    }

    @Override
    public String toString() {
        return type;
    }
}
