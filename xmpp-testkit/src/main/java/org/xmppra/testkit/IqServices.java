package org.xmppra.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;

/**
 * The requests that an entity answers, selected by type, namespace and name; for all others there is
 * {@code service-unavailable} (RFC 6120 §8.4). Not thread-safe.
 */
final class IqServices {
    private record Key(String type, String namespace, String name) {}

    private final Map<Key, BiFunction<RoutedStanza, Jid, RoutedStanza>> handlers = new LinkedHashMap<>();

    /** Adds an answer to get requests. */
    IqServices get(String namespace, String name, BiFunction<RoutedStanza, Jid, RoutedStanza> handler) {
        handlers.put(new Key("get", namespace, name), handler);
        return this;
    }

    /** Adds an answer to set requests. */
    IqServices set(String namespace, String name, BiFunction<RoutedStanza, Jid, RoutedStanza> handler) {
        handlers.put(new Key("set", namespace, name), handler);
        return this;
    }

    /** The namespaces that are answered. */
    Set<String> namespaces() {
        return handlers.keySet().stream().map(Key::namespace).collect(Collectors.toSet());
    }

    /** The one answer to a request, from the addressee. */
    RoutedStanza answer(RoutedStanza request, Jid addressee) {
        return request.element().children().stream()
                .findFirst()
                .map(payload -> handlers.get(new Key(request.type(), payload.namespace(), payload.name())))
                .map(handler -> handler.apply(request, addressee))
                .orElseGet(() -> Stanzas.error(request, addressee, StanzaErrorCondition.SERVICE_UNAVAILABLE, null));
    }
}
