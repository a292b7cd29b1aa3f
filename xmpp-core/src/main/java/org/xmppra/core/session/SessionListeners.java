package org.xmppra.core.session;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/** Who is told what happens to a session. Thread-safe. */
final class SessionListeners {
    private static final System.Logger LOG = System.getLogger(SessionListeners.class.getName());

    private final String session;
    private final Set<SessionListener> listeners = new CopyOnWriteArraySet<>();

    /** @param session what it is called in the log */
    SessionListeners(String session) {
        this.session = session;
    }

    /** Adds one, and says whether it was new. */
    boolean add(SessionListener listener) {
        return listeners.add(listener);
    }

    void remove(SessionListener listener) {
        listeners.remove(listener);
    }

    /** One that throws breaks its contract, but must not keep the session from going on. */
    void tell(Consumer<SessionListener> news) {
        for (SessionListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, () -> session + ": a listener threw", e);
            }
        }
    }
}
