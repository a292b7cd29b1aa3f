package org.xmppra.testkit;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.XmlElement;

/**
 * A client that has bound a resource, and what it has told of its presence. Used on the server's loop only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-4">RFC 6121 §4, exchanging presence</a>
 */
final class ClientSession implements StanzaSink {
    private final Jid jid;
    private final ClientConnection connection;
    private final Set<Jid> directed = new LinkedHashSet<>();
    private @Nullable XmlElement presence;
    private int priority;

    ClientSession(Jid jid, ClientConnection connection) {
        this.jid = jid;
        this.connection = connection;
    }

    /** The full address. */
    Jid jid() {
        return jid;
    }

    ClientConnection connection() {
        return connection;
    }

    @Override
    public void deliver(RoutedStanza stanza) {
        connection.write(stanza.element());
    }

    /** The last broadcast presence, or null while the session is not available. */
    @Nullable XmlElement presence() {
        return presence;
    }

    boolean isAvailable() {
        return presence != null;
    }

    /** Takes note of a broadcast presence; null for unavailable. */
    void presence(@Nullable XmlElement newPresence, int newPriority) {
        this.presence = newPresence;
        this.priority = newPriority;
    }

    int priority() {
        return priority;
    }

    /** Those who were sent directed presence and are owed an unavailable one at the end. */
    Set<Jid> directed() {
        return directed;
    }
}
