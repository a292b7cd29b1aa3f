package org.xmppra.testkit;

import static org.xmppra.StanzaErrorCondition.BAD_REQUEST;
import static org.xmppra.StanzaErrorCondition.JID_MALFORMED;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.stream.StreamNamespaces;

/**
 * Where stanzas come in: their sender is proven or the stream ends, their addressee is understood or they go back.
 * Used on the server's loop only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.1.2">RFC 6120 §8.1.2, from</a>
 */
final class StanzaGate {
    private final Router router;

    StanzaGate(Router router) {
        this.router = router;
    }

    /**
     * Takes a stanza of a client and stamps its full address on it.
     *
     * @throws StreamException if it claims to come from anyone but the session or its account
     */
    void fromClient(XmlElement element, ClientSession session, PresenceBook presence) throws StreamException {
        Jid own = session.jid();
        Optional<String> claimed = element.attribute("from");
        if (claimed.isPresent() && !isOwn(claimed.get(), own)) {
            throw new StreamException(
                    StreamErrorCondition.INVALID_FROM, "the stanza's 'from' is not this session (RFC 6120 §8.1.2.1)");
        }
        RoutedStanza stanza = addressed(element, own);
        if (stanza == null) {
            return;
        }
        if (stanza.kind().equals("presence")) {
            if (stanza.to() == null) {
                presence.broadcast(stanza, session);
                return;
            }
            presence.directed(stanza, session, stanza.to());
        }
        router.route(stanza);
    }

    private static boolean isOwn(String claimed, Jid own) {
        try {
            Jid jid = Jid.of(claimed);
            return jid.equals(own) || jid.equals(own.bare());
        } catch (IllegalArgumentException e) {
            // What is no address is not this session's.
            return false;
        }
    }

    /**
     * Takes a stanza of a component.
     *
     * @param domain the domain that the component serves
     * @throws StreamException if it has no sender or addressee, or a sender outside the domain (XEP-0114 §3)
     */
    void fromComponent(XmlElement element, String domain) throws StreamException {
        String from = element.attribute("from").orElse(null);
        if (from == null || element.attribute("to").isEmpty()) {
            throw new StreamException(
                    StreamErrorCondition.IMPROPER_ADDRESSING, "a component's stanza needs 'from' and 'to' (XEP-0114)");
        }
        Jid sender;
        try {
            sender = Jid.of(from);
        } catch (IllegalArgumentException e) {
            throw new StreamException(StreamErrorCondition.INVALID_FROM, "the stanza's 'from' is no address");
        }
        if (!sender.domain().equals(domain)) {
            throw new StreamException(StreamErrorCondition.INVALID_FROM, "the component serves " + domain + " only");
        }
        RoutedStanza stanza =
                addressed(Stanzas.inNamespace(element, StreamNamespaces.COMPONENT, StreamNamespaces.CLIENT), sender);
        if (stanza != null) {
            router.route(stanza);
        }
    }

    /** The stamped stanza; null if it was no good and went back to its sender. */
    private @Nullable RoutedStanza addressed(XmlElement element, Jid from) {
        Jid to;
        try {
            to = element.attribute("to").map(Jid::of).orElse(null);
        } catch (IllegalArgumentException e) {
            goBack(Stanzas.stamped(element, from, null), JID_MALFORMED);
            return null;
        }
        RoutedStanza stanza = Stanzas.stamped(element, from, to);
        if (stanza.kind().equals("iq") && !isProperIq(stanza)) {
            goBack(stanza, BAD_REQUEST);
            return null;
        }
        return stanza;
    }

    /** RFC 6120 §8.2.3: a known type, an id, one payload in a request. */
    private static boolean isProperIq(RoutedStanza iq) {
        if (iq.id().filter(id -> !id.isEmpty()).isEmpty()) {
            return false;
        }
        return switch (iq.type()) {
            case "get", "set" -> iq.element().children().size() == 1;
            case "result", "error" -> true;
            default -> false;
        };
    }

    private void goBack(RoutedStanza stanza, StanzaErrorCondition condition) {
        boolean isAnswer = stanza.type().equals("error") || stanza.type().equals("result");
        if (!isAnswer) {
            Jid answerer = stanza.to() == null ? stanza.from().domainJid() : stanza.to();
            router.route(Stanzas.error(stanza, answerer, condition, null));
        }
    }
}
