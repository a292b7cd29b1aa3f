package org.xmppra.core.iq;

import java.util.Optional;
import org.xmppra.Iq;
import org.xmppra.IqType;

/** Requests that are answered without any handler, unless one claims them or they are switched off (IQ-32). */
public enum BuiltIn {
    /** XEP-0199. */
    PING("urn:xmpp:ping", "ping"),
    /** XEP-0030: what this entity is and supports. */
    DISCO_INFO("http://jabber.org/protocol/disco#info", "query"),
    /** XEP-0030: what belongs to this entity: nothing. */
    DISCO_ITEMS("http://jabber.org/protocol/disco#items", "query"),
    /** XEP-0092. */
    VERSION("jabber:iq:version", "query");

    private final String namespace;
    private final String element;

    BuiltIn(String namespace, String element) {
        this.namespace = namespace;
        this.element = element;
    }

    /** The namespace of its request, which is its feature too. */
    public String namespace() {
        return namespace;
    }

    /** The one that has this namespace. */
    static Optional<BuiltIn> of(String namespace) {
        for (BuiltIn builtIn : values()) {
            if (builtIn.namespace.equals(namespace)) {
                return Optional.of(builtIn);
            }
        }
        return Optional.empty();
    }

    /** Whether it answers this request of its namespace. */
    boolean answers(Iq request) {
        return request.type() == IqType.GET && request.payload().name().equals(element);
    }
}
