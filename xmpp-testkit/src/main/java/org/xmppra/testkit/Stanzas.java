package org.xmppra.testkit;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamNamespaces;

/** Makes stanzas of stanzas: stamped, answered, carried from one content namespace to another. */
final class Stanzas {
    private static final String ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";
    private static final Set<String> NAMES = Set.of("iq", "message", "presence");

    private Stanzas() {}

    /** Whether an element is a stanza of a stream with this content namespace. */
    static boolean isStanza(XmlElement element, String contentNamespace) {
        return element.namespace().equals(contentNamespace) && NAMES.contains(element.name());
    }

    /** The stanza with this sender. */
    static RoutedStanza stamped(XmlElement element, Jid from, @Nullable Jid to) {
        return new RoutedStanza(
                element.toBuilder().attribute("from", from.toString()).build(), from, to);
    }

    /** The result that the server gives to a request, in the name of the addressee. */
    static RoutedStanza result(RoutedStanza request, Jid from, @Nullable XmlElement payload) {
        XmlElement.Builder answer = answer(request, "result", from);
        if (payload != null) {
            answer.child(payload);
        }
        return new RoutedStanza(answer.build(), from, request.from());
    }

    /** The error that the server gives to a stanza, in the name of the addressee. */
    static RoutedStanza error(RoutedStanza stanza, Jid from, StanzaErrorCondition condition, @Nullable String text) {
        return new RoutedStanza(
                answer(stanza, "error", from)
                        .child(errorElement(condition, text))
                        .build(),
                from,
                stanza.from());
    }

    /** The child of an error stanza that tells what is wrong. */
    static XmlElement errorElement(StanzaErrorCondition condition, @Nullable String text) {
        XmlElement.Builder error = XmlElement.named(StreamNamespaces.CLIENT, "error")
                .attribute("type", condition.recommendedType().toString())
                .child(condition(condition));
        if (text != null) {
            error.child(XmlElement.named(ERRORS, "text").text(text).build());
        }
        return error.build();
    }

    /** The element of a condition itself. */
    static XmlElement condition(StanzaErrorCondition condition) {
        return XmlElement.named(ERRORS, condition.elementName()).build();
    }

    private static XmlElement.Builder answer(RoutedStanza stanza, String type, Jid from) {
        XmlElement.Builder answer = XmlElement.named(StreamNamespaces.CLIENT, stanza.kind())
                .attribute("type", type)
                .attribute("from", from.toString())
                .attribute("to", stanza.from().toString());
        stanza.id().ifPresent(id -> answer.attribute("id", id));
        return answer;
    }

    /**
     * The stanza for a stream with another content namespace. What belongs to the stanza itself changes its namespace:
     * the stanza and its own children, such as body and error. Payloads stay, forwarded stanzas in them too.
     */
    static XmlElement inNamespace(XmlElement stanza, String from, String to) {
        return from.equals(to) ? stanza : renamed(stanza, from, to, true);
    }

    private static XmlElement renamed(XmlElement element, String from, String to, boolean withChildren) {
        XmlElement.Builder copy = XmlElement.named(to, element.name());
        element.attributes().forEach(a -> copy.attribute(a.prefix(), a.namespace(), a.name(), a.value()));
        element.declarations().stream()
                .filter(declaration -> !declaration.prefix().isEmpty())
                .forEach(declaration -> copy.declare(declaration.prefix(), declaration.namespace()));
        for (Object node : element.content()) {
            if (node instanceof XmlElement child) {
                copy.child(withChildren && child.namespace().equals(from) ? renamed(child, from, to, false) : child);
            } else {
                copy.text((String) node);
            }
        }
        return copy.build();
    }
}
