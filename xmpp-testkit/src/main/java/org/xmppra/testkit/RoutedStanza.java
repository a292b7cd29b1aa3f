package org.xmppra.testkit;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.XmlElement;

/**
 * A stanza on its way through the server.
 *
 * @param element the stanza in the namespace {@code jabber:client}, whoever sent it, its {@code from} stamped
 * @param from who sent it: a client's full address, an address of a component, or the server
 * @param to whom it is for; null for the sender's own account
 */
public record RoutedStanza(
        XmlElement element, Jid from, @Nullable Jid to) {
    /** Checks that there is a sender. */
    public RoutedStanza {
        Objects.requireNonNull(element, "element");
        Objects.requireNonNull(from, "from");
    }

    /** The stanza's name: {@code iq}, {@code message} or {@code presence}. */
    public String kind() {
        return element.name();
    }

    /** The type attribute, or an empty text. */
    public String type() {
        return element.attribute("type").orElse("");
    }

    /** The id, if there is one. */
    public Optional<String> id() {
        return element.attribute("id");
    }

    /** Whether this is an IQ that wants an answer. */
    public boolean isRequest() {
        return kind().equals("iq") && (type().equals("get") || type().equals("set"));
    }

    /** Names and addresses only: the content may hold a secret. */
    @Override
    public String toString() {
        return kind() + " " + type() + " " + id().orElse("") + " from " + from + " to "
                + (to == null ? "own account" : to);
    }
}
