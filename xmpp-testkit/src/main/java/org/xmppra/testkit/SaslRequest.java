package org.xmppra.testkit;

import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.core.management.ManagementElement;
import org.xmppra.core.stream.StreamNamespaces;

/**
 * A client's request to log in, by either profile of SASL.
 *
 * @param element as it was received
 */
record SaslRequest(XmlElement element) {
    static SaslRequest read(XmlElement element) {
        return new SaslRequest(element);
    }

    /** Whether it is one of XEP-0388. */
    boolean isSasl2() {
        return element.namespace().equals(StreamNamespaces.SASL2);
    }

    String mechanism() {
        return element.attribute("mechanism").orElse("");
    }

    /** What holds the initial response, or null if there is none. */
    @Nullable XmlElement initialResponse() {
        if (isSasl2()) {
            return element.child(StreamNamespaces.SASL2, "initial-response").orElse(null);
        }
        return element.text().isBlank() ? null : element;
    }

    /** What the client says it is known by. */
    String clientId() {
        return element.child(StreamNamespaces.SASL2, "user-agent")
                .flatMap(agent -> agent.attribute("id"))
                .orElse("");
    }

    /** Whether it is a login with a token (XEP-0484). */
    boolean isToken() {
        return isSasl2() && element.child(StreamNamespaces.FAST, "fast").isPresent();
    }

    /** The mechanism that a token is asked for, or null if none is. */
    @Nullable String requestedToken() {
        return element.child(StreamNamespaces.FAST, "request-token")
                .flatMap(wish -> wish.attribute("mechanism"))
                .orElse(null);
    }

    /** The request to resume a session (XEP-0198 §9.2), or null. */
    @Nullable XmlElement resume() {
        return isSasl2() ? element.child(ManagementElement.NAMESPACE, "resume").orElse(null) : null;
    }

    /** Whether a resource is to be bound (XEP-0386). */
    boolean asksToBind() {
        return isSasl2() && element.child(StreamNamespaces.BIND2, "bind").isPresent();
    }

    /** How the resource should begin, or null. */
    @Nullable String resourceTag() {
        return element.child(StreamNamespaces.BIND2, "bind")
                .flatMap(bind -> bind.child("tag"))
                .map(XmlElement::text)
                .filter(tag -> !tag.isBlank())
                .orElse(null);
    }
}
