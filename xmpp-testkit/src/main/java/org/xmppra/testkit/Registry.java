package org.xmppra.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;

/** Who is connected: the clients' bound sessions and the components. Used on the server's loop only. */
final class Registry {
    private final Map<Jid, Map<String, ClientSession>> accounts = new HashMap<>();
    private final Map<String, ComponentConnection> components = new LinkedHashMap<>();

    /** The session with this very address; empty for an address without resource. */
    Optional<ClientSession> session(Jid jid) {
        String resource = jid.resource();
        return resource == null
                ? Optional.empty()
                : Optional.ofNullable(
                        accounts.getOrDefault(jid.bare(), Map.of()).get(resource));
    }

    /** The sessions of an account, in the order in which they were bound. */
    List<ClientSession> sessionsOf(Jid bareJid) {
        return List.copyOf(accounts.getOrDefault(bareJid, Map.of()).values());
    }

    /** All sessions. */
    List<ClientSession> sessions() {
        List<ClientSession> all = new ArrayList<>();
        accounts.values().forEach(resources -> all.addAll(resources.values()));
        return all;
    }

    void add(ClientSession session) {
        accounts.computeIfAbsent(session.jid().bare(), bare -> new LinkedHashMap<>())
                .put(resource(session), session);
    }

    /** Removes a session, unless another has taken its address. */
    boolean remove(ClientSession session) {
        Map<String, ClientSession> resources =
                accounts.getOrDefault(session.jid().bare(), Map.of());
        boolean removed = resources.remove(resource(session), session);
        if (removed && resources.isEmpty()) {
            accounts.remove(session.jid().bare());
        }
        return removed;
    }

    private static String resource(ClientSession session) {
        return Objects.requireNonNull(session.jid().resource(), "a session has a full address");
    }

    /** The component that serves a domain, or null while it is not connected. */
    @Nullable ComponentConnection component(String domain) {
        return components.get(domain);
    }

    /** The domains of the components that are connected. */
    List<String> components() {
        return List.copyOf(components.keySet());
    }

    /** Adds a component unless one serves the domain already. */
    boolean add(String domain, ComponentConnection component) {
        return components.putIfAbsent(domain, component) == null;
    }

    void remove(String domain, ComponentConnection component) {
        components.remove(domain, component);
    }
}
