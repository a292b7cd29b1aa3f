package org.xmppra.bench.side;

import java.util.Set;

/** Who is compared. */
public enum Peer {
    RAW("raw sockets, no XML", true),
    CORE_CLIENT("xmpp-core, client", false),
    CORE_COMPONENT("xmpp-core, component", true),
    WHACK("Whack", true),
    SMACK("Smack", false),
    BABBLER("Babbler", false),
    SLIXMPP("slixmpp", false),
    XMPP_JS("xmpp.js", false);

    /** What not everybody can, or is not asked to. */
    public enum Ability {
        /** Several sessions. */
        SESSIONS,
        /** Callers that block, on threads of their own. */
        THREADS,
        /** Clients under TLS. */
        TLS,
        /** XEP-0198. */
        MANAGEMENT
    }

    private final String title;
    private final boolean component;

    Peer(String title, boolean component) {
        this.title = title;
        this.component = component;
    }

    /** Its name in the table. */
    public String title() {
        return title;
    }

    /** Whether it connects as a component (XEP-0114). */
    public boolean isComponent() {
        return component;
    }

    boolean can(Set<Ability> needed) {
        return abilities().containsAll(needed);
    }

    private Set<Ability> abilities() {
        return switch (this) {
            case CORE_CLIENT, SMACK -> Set.of(Ability.values());
            case CORE_COMPONENT, WHACK -> Set.of(Ability.SESSIONS, Ability.THREADS);
            case BABBLER -> Set.of(Ability.SESSIONS, Ability.THREADS, Ability.TLS);
            case RAW -> Set.of(Ability.SESSIONS);
            case SLIXMPP, XMPP_JS -> Set.of();
        };
    }

    /** How it is called on command lines: {@code core-client}. */
    String id() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
