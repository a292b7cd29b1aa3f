package org.xmppra.core.net;

/**
 * One SRV record (RFC 2782).
 *
 * @param priority lower ones go first
 * @param weight the share among those of one priority
 * @param port the port
 * @param target the host's name; {@code .} where the service is not available
 */
record SrvEntry(int priority, int weight, int port, String target) {
    boolean isAvailable() {
        return !target.equals(".");
    }
}
