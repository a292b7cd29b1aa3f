package org.xmppra.it.servers;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a test wants of a server: its domain, the passwords of its accounts by localpart, the secrets of its external
 * components by domain.
 */
public record ServerSpec(String domain, Map<String, String> accounts, Map<String, String> components) {

    public ServerSpec {
        accounts = Map.copyOf(accounts);
        components = Map.copyOf(components);
    }

    /** A server for the domain {@code localhost} with no accounts yet. */
    public static ServerSpec localhost() {
        return new ServerSpec("localhost", Map.of(), Map.of());
    }

    public ServerSpec withAccount(String localpart, String password) {
        return new ServerSpec(domain, plus(accounts, localpart, password), components);
    }

    public ServerSpec withComponent(String componentDomain, String secret) {
        return new ServerSpec(domain, accounts, plus(components, componentDomain, secret));
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
