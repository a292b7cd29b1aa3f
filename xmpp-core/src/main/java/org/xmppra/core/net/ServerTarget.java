package org.xmppra.core.net;

/**
 * One place where a server may be reached.
 *
 * @param address its host, a name or a literal address, and its port
 * @param directTls whether TLS begins with the first byte (XEP-0368)
 */
public record ServerTarget(HostPort address, boolean directTls) {
    @Override
    public String toString() {
        return address + (directTls ? " (direct TLS)" : "");
    }
}
