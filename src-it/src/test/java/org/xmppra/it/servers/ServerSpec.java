package org.xmppra.it.servers;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a test wants of a server: its domain, the passwords of its accounts by localpart, the secrets of its external
 * components by domain; whether clients may come by a WebSocket, too.
 */
public record ServerSpec(
        String domain, Map<String, String> accounts, Map<String, String> components, boolean webSocket) {

    public ServerSpec {
        accounts = Map.copyOf(accounts);
        components = Map.copyOf(components);
    }

    /** A server for the domain {@code localhost} with no accounts yet. */
    public static ServerSpec localhost() {
        return new ServerSpec("localhost", Map.of(), Map.of(), false);
    }

    public ServerSpec withAccount(String localpart, String password) {
        return new ServerSpec(domain, plus(accounts, localpart, password), components, webSocket);
    }

    public ServerSpec withComponent(String componentDomain, String secret) {
        return new ServerSpec(domain, accounts, plus(components, componentDomain, secret), webSocket);
    }

    public ServerSpec withWebSocket() {
        return new ServerSpec(domain, accounts, components, true);
    }

    private static Map<String, String> plus(Map<String, String> old, String key, String value) {
        Map<String, String> all = new LinkedHashMap<>(old);
        all.put(key, value);
        return all;
    }

    /** Names only: passwords and secrets stay out of logs. */
    @Override
    public String toString() {
        return "ServerSpec[domain=" + domain + ", accounts=" + accounts.keySet() + ", components=" + components.keySet()
                + "]";
    }
}
