package org.xmppra.core.session;

import java.util.Objects;
import org.xmppra.core.iq.IqRouter;

/** Opens sessions. */
public final class XmppSessions {
    private XmppSessions() {}

    /**
     * Opens a session: it begins to connect in the background at once. Never blocks and never fails; use
     * {@link XmppSession#awaitLive} to wait for the outcome, and {@link XmppSession#close()} to end it.
     *
     * @param config which session
     * @param runtime the threads it uses
     * @param router takes the requests it receives
     */
    public static XmppSession open(SessionConfig config, XmppRuntime runtime, IqRouter router) {
        LogicalSession session = new LogicalSession(
                Objects.requireNonNull(config, "config"),
                Objects.requireNonNull(runtime, "runtime"),
                Objects.requireNonNull(router, "router"));
        session.open();
        return session;
    }
}
