package org.xmppra.testkit;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.core.management.ManagementElement;

/**
 * The ends of clients' sessions. One that is managed outlives its connection for a while: stanzas to it wait, and it goes
 * on when its client resumes it; otherwise they go back to their senders. Used on the server's loop only.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198</a>
 */
final class ClientSessions {
    /** Of this many dead sessions it is still told how many of their stanzas were handled. */
    private static final int REMEMBERED = 1000;

    private final @Nullable Duration resumption;
    private final Registry registry;
    private final PresenceBook presence;
    private final Router router;
    private final Map<String, ClientSession> resumable = new HashMap<>();
    /** What ends the sessions that wait for their clients. */
    private final Map<ClientSession, Future<?>> expiries = new HashMap<>();

    private final Map<String, Long> dead = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param resumption how long sessions are kept, zero for not at all; null if they are not managed */
    ClientSessions(@Nullable Duration resumption, Registry registry, PresenceBook presence, Router router) {
        this.resumption = resumption;
        this.registry = registry;
        this.presence = presence;
        this.router = router;
    }

    boolean areManaged() {
        return resumption != null;
    }

    /** Begins to count a session's stanzas. */
    SessionManagement manage(ClientSession session, ManagementElement.Enable wish) {
        Duration longest = Objects.requireNonNull(resumption);
        Duration keep = wish.max() == null || wish.max().compareTo(longest) > 0 ? longest : wish.max();
        SessionManagement management = new SessionManagement(wish.resume() ? keep : Duration.ZERO);
        session.management(management);
        if (!management.keep().isZero()) {
            resumable.put(management.id(), session);
        }
        return management;
    }

    /** The session that a client may resume. */
    Optional<ClientSession> resumable(String id, Jid account) {
        return Optional.ofNullable(resumable.get(id))
                .filter(session -> session.jid().bare().equals(account));
    }

    /** How many stanzas of a session that is dead were handled; null if nothing is known of it. */
    @Nullable Long handled(String id) {
        return dead.get(id);
    }

    /** A session has lost its connection without a goodbye. */
    void vanished(ClientSession session, ClientConnection connection) {
        SessionManagement management = session.management();
        if (management == null || management.keep().isZero()) {
            end(session);
            return;
        }
        session.connection(null);
        expiries.put(
                session,
                connection.loop().schedule(() -> end(session), management.keep().toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * A session goes on, on this connection; what its client has not acknowledged is delivered again.
     *
     * @param news what tells the client so
     */
    void resumed(ClientSession session, SessionManagement management, ClientConnection connection, XmlElement news) {
        stopExpiry(session);
        session.connection(connection);
        connection.write(news);
        management.takeBack().forEach(session::deliver);
    }

    private void stopExpiry(ClientSession session) {
        Future<?> expiry = expiries.remove(session);
        if (expiry != null) {
            expiry.cancel(false);
        }
    }

    /** Ends a session: what its client has not acknowledged goes back. */
    void end(ClientSession session) {
        SessionManagement management = session.management();
        stopExpiry(session);
        session.connection(null);
        if (management != null) {
            resumable.remove(management.id());
            dead.put(management.id(), management.handled());
        }
        if (registry.remove(session)) {
            presence.ended(session, router);
        }
        if (management != null) {
            management.takeBack().forEach(router::undelivered);
        }
    }
}
