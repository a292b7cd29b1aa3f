package org.xmppra.testkit;

import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamNamespaces;

/**
 * Keeps who is available. There are no subscriptions on this server: broadcast presence goes to the account's own
 * sessions, directed presence to whom it names. Used on the server's loop only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-4">RFC 6121 §4, exchanging presence</a>
 */
final class PresenceBook {
    /** More addressees than this are not told of a session's end. */
    private static final int MAX_DIRECTED = 1000;

    private static final int MIN_PRIORITY = -128;
    private static final int MAX_PRIORITY = 127;

    private final Registry registry;

    PresenceBook(Registry registry) {
        this.registry = registry;
    }

    /** Takes a presence without addressee and shows it to the account's available sessions, the sender's included. */
    void broadcast(RoutedStanza stanza, ClientSession sender) {
        switch (stanza.type()) {
            case "" -> available(stanza, sender);
            case "unavailable" -> unavailable(stanza.element(), sender);
            default -> {
                // Subscriptions and probes need an addressee; without one they mean nothing (RFC 6121 §4.3, §3).
            }
        }
    }

    private void available(RoutedStanza stanza, ClientSession sender) {
        boolean initial = !sender.isAvailable();
        sender.presence(stanza.element(), priority(stanza.element()));
        show(stanza.element(), sender, null);
        if (initial) {
            for (ClientSession other : registry.sessionsOf(sender.jid().bare())) {
                XmlElement known = other.presence();
                if (other != sender && known != null) {
                    sender.deliver(to(known, other.jid(), sender.jid()));
                }
            }
        }
    }

    private void unavailable(XmlElement presence, ClientSession sender) {
        show(presence, sender, null);
        sender.presence(null, 0);
    }

    /** Takes note of directed presence, so that its addressee hears of the session's end. */
    void directed(RoutedStanza stanza, ClientSession sender, Jid to) {
        if (stanza.type().isEmpty() && sender.directed().size() < MAX_DIRECTED) {
            sender.directed().add(to);
        } else if (stanza.type().equals("unavailable")) {
            sender.directed().remove(to);
        }
    }

    /**
     * Tells the account's sessions and those who were sent directed presence that a session is gone.
     *
     * @param router takes the presence to the latter
     */
    void ended(ClientSession session, Router router) {
        XmlElement gone = XmlElement.named(StreamNamespaces.CLIENT, "presence")
                .attribute("type", "unavailable")
                .attribute("from", session.jid().toString())
                .build();
        if (session.isAvailable()) {
            show(gone, session, session);
        }
        for (Jid to : session.directed()) {
            router.route(to(gone, session.jid(), to));
        }
    }

    private void show(XmlElement presence, ClientSession sender, @Nullable ClientSession except) {
        for (ClientSession other : registry.sessionsOf(sender.jid().bare())) {
            if (other != except && other.isAvailable()) {
                other.deliver(to(presence, sender.jid(), other.jid()));
            }
        }
    }

    private static RoutedStanza to(XmlElement presence, Jid from, Jid to) {
        return new RoutedStanza(
                presence.toBuilder().attribute("to", to.toString()).build(), from, to);
    }

    /** The priority, 0 where it is absent or no number in range (RFC 6121 §4.7.2.3). */
    private static int priority(XmlElement presence) {
        String text =
                presence.child("priority").map(XmlElement::text).orElse("0").strip();
        if (!text.matches("[+-]?[0-9]{1,3}")) {
            return 0;
        }
        return Math.max(MIN_PRIORITY, Math.min(MAX_PRIORITY, Integer.parseInt(text)));
    }
}
