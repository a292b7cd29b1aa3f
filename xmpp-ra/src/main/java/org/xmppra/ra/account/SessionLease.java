package org.xmppra.ra.account;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.session.XmppSession;
import org.xmppra.ra.admin.Figures;

/** The right to use a session, alone or with others. Thread-safe. */
public final class SessionLease {
    private final XmppSession session;
    private final IqRouter router;
    private final Figures figures;
    private final AtomicReference<BiConsumer<SessionLease, Duration>> release;

    SessionLease(XmppSession session, IqRouter router, Figures figures, BiConsumer<SessionLease, Duration> release) {
        this.session = session;
        this.router = router;
        this.figures = figures;
        this.release = new AtomicReference<>(release);
    }

    /** The session; it connects in the background. */
    public XmppSession session() {
        return session;
    }

    /** The handlers of the session's account. */
    public IqRouter router() {
        return router;
    }

    /** Where the session's doings are counted. */
    public Figures figures() {
        return figures;
    }

    /**
     * Gives the lease back. If it is the session's last, the session is closed, and its server given this long to say
     * goodbye; blocks for that time at most. A second call does nothing.
     */
    public void release(Duration goodbye) {
        BiConsumer<SessionLease, Duration> first = release.getAndSet(null);
        if (first != null) {
            first.accept(this, goodbye);
        }
    }
}
