package org.xmppra.testkit;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.core.management.ManagementRequests;

/**
 * A client that has bound a resource, and what it has told of its presence. Used on the server's loop only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-4">RFC 6121 §4, exchanging presence</a>
 */
final class ClientSession implements StanzaSink {
    private final Jid jid;
    private final Set<Jid> directed = new LinkedHashSet<>();
    private @Nullable ClientConnection connection;
    private @Nullable SessionManagement management;
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

    /** What carries it, or null while it waits for its client to resume it. */
    @Nullable ClientConnection connection() {
        return connection;
    }

    void connection(@Nullable ClientConnection newConnection) {
        this.connection = newConnection;
    }

    /** What is counted of its stanzas, or null if nothing is. */
    @Nullable SessionManagement management() {
        return management;
    }

    void management(SessionManagement newManagement) {
        this.management = newManagement;
    }

    @Override
    public void deliver(RoutedStanza stanza) {
        ClientConnection to = connection;
        SessionManagement counts = management;
        if (counts != null) {
            counts.sent(stanza);
        }
        if (to != null) {
            to.write(stanza.element());
            if (counts != null && counts.asks()) {
                to.write(ManagementRequests.ACK_REQUEST);
            }
        }
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
