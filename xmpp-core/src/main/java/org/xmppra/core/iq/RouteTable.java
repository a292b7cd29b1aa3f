package org.xmppra.core.iq;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmppra.IqType;

/** Which handler takes which request (IQ-24). Immutable: a change makes the next table, a look-up takes no lock. */
final class RouteTable {
    /** Handlers of one type, by namespace and element; empty keys stand for "any". */
    private record Routes(Map<String, Map<String, Route>> byNamespace) {
        @Nullable Route find(String namespace, String element) {
            Map<String, Route> elements = byNamespace.getOrDefault(namespace, Map.of());
            Route route = elements.get(element);
            return route != null ? route : elements.get(ANY);
        }
    }

    /** A claim, who serves it, and the name of that for administrators; two of equal parts are still two. */
    static final class Route {
        final IqClaim claim;
        final IqHandler handler;
        final String owner;

        Route(IqClaim claim, IqHandler handler, String owner) {
            this.claim = claim;
            this.handler = handler;
            this.owner = owner;
        }
    }

    /** No namespace and no element name is empty, so it stands for any. */
    private static final String ANY = "";

    static final RouteTable EMPTY = new RouteTable(List.of());

    private final List<Route> all;
    private final EnumMap<IqType, Routes> byType = new EnumMap<>(IqType.class);

    private RouteTable(List<Route> all) {
        this.all = List.copyOf(all);
        byType.put(IqType.GET, new Routes(new HashMap<>()));
        byType.put(IqType.SET, new Routes(new HashMap<>()));
        this.all.forEach(this::enter);
    }

    private void enter(Route route) {
        for (IqType type : route.claim.types()) {
            Route other = elements(type, route.claim).putIfAbsent(key(route.claim.element()), route);
            if (other != null) {
                throw new IqClaimConflictException("Both " + other.owner + " and " + route.owner + " claim " + type
                        + " of " + describe(route.claim) + " on one account: let one of them claim something else");
            }
        }
    }

    private Map<String, Route> elements(IqType type, IqClaim claim) {
        return routes(type).byNamespace.computeIfAbsent(key(claim.namespace()), namespace -> new HashMap<>());
    }

    private Routes routes(IqType type) {
        return Objects.requireNonNull(byType.get(type), "only requests are routed");
    }

    private static String key(@Nullable String name) {
        return name == null ? ANY : name;
    }

    private static String describe(IqClaim claim) {
        if (claim.namespace() == null) {
            return "every namespace";
        }
        return claim.element() == null
                ? "the namespace " + claim.namespace()
                : "<" + claim.element() + " xmlns='" + claim.namespace() + "'/>";
    }

    /**
     * The table with more routes.
     *
     * @throws IqClaimConflictException if two routes have the same claim
     */
    RouteTable with(List<Route> routes) {
        List<Route> more = new ArrayList<>(all);
        more.addAll(routes);
        return new RouteTable(more);
    }

    /** The table without these routes. */
    RouteTable without(List<Route> routes) {
        return new RouteTable(
                all.stream().filter(other -> !routes.contains(other)).toList());
    }

    boolean containsAll(List<Route> routes) {
        return all.containsAll(routes);
    }

    /** The handler: of the exact element, else of the namespace, else of everything. */
    @Nullable IqHandler find(IqType type, String namespace, String element) {
        Routes routes = routes(type);
        Route route = routes.find(namespace, element);
        if (route == null) {
            route = routes.find(ANY, ANY);
        }
        return route == null ? null : route.handler;
    }

    /** Whether some handler takes something of the namespace by name. */
    boolean knows(String namespace) {
        return !namespace.equals(ANY)
                && byType.values().stream().anyMatch(routes -> routes.byNamespace.containsKey(namespace));
    }

    /** The namespaces that handlers claim by name. */
    Stream<String> namespaces() {
        return all.stream().map(route -> key(route.claim.namespace())).filter(name -> !name.equals(ANY));
    }
}
