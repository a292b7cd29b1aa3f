package org.xmppra.bench.contestant;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a contestant is told on its command line, as {@code key=value}.
 *
 * @param host the peer's host
 * @param port the peer's port
 * @param pin SHA-256 of the key to trust, or empty for no TLS
 * @param managed whether XEP-0198 is on
 * @param sessions how many sessions to open
 * @param loops event loops, where the library has a choice
 * @param first the number of the first component; negative for the peer itself
 */
record Setting(String host, int port, String pin, boolean managed, int sessions, int loops, int first) {
    static Setting of(String[] arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                values.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
        return new Setting(
                values.getOrDefault("host", "127.0.0.1"),
                Integer.parseInt(Objects.requireNonNull(values.get("port"), "port")),
                values.getOrDefault("pin", ""),
                Boolean.parseBoolean(values.get("managed")),
                Integer.parseInt(values.getOrDefault("sessions", "1")),
                Integer.parseInt(values.getOrDefault("loops", "2")),
                Integer.parseInt(values.getOrDefault("first", "0")));
    }

    boolean tls() {
        return !pin.isEmpty();
    }
}
