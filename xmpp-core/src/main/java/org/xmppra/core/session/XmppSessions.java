package org.xmppra.core.session;

import java.util.Objects;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.IqStatistics;

/** Opens sessions. */
public final class XmppSessions {
    private XmppSessions() {}

    /**
     * Opens a session: it begins to connect in the background at once. Never blocks and never fails; use
     * {@link XmppSession#awaitLive} to wait for the outcome, and {@link XmppSession#close()} to end it.
     *
     * @param config which session
     * @param runtime the threads it uses
     * @param router takes the requests it receives, and counts what happens
     */
    public static XmppSession open(SessionConfig config, XmppRuntime runtime, IqRouter router) {
        return open(config, runtime, router, router.statistics());
    }

    /** As above, with statistics of its own. */
    public static XmppSession open(
            SessionConfig config, XmppRuntime runtime, IqRouter router, IqStatistics statistics) {
        LogicalSession session = new LogicalSession(
                Objects.requireNonNull(config, "config"),
                Objects.requireNonNull(runtime, "runtime"),
                Objects.requireNonNull(router, "router"),
                Objects.requireNonNull(statistics, "statistics"));
        session.open();
        return session;
    }
}
