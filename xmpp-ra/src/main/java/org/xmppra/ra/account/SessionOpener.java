package org.xmppra.ra.account;

import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.IqStatistics;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.XmppSession;

/** Makes sessions. */
@FunctionalInterface
public interface SessionOpener {
    /**
     * Opens a session that connects in the background; never blocks.
     *
     * @param config which and how
     * @param router takes what the session receives
     * @param statistics counts its IQs
     */
    XmppSession open(SessionConfig config, IqRouter router, IqStatistics statistics);
}
