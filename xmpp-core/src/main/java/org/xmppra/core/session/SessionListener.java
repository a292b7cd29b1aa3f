package org.xmppra.core.session;

import org.xmppra.Jid;
import org.xmppra.XmppException;

/** Is told what happens to a session. Called on an event loop: hands over and returns. */
public interface SessionListener {
    /** A session was negotiated; requests can be sent. Called after every (re)connect, not after a resumption. */
    default void live(Jid boundAs) {}

    /** The connection is lost, the session is not yet: it is being resumed, and {@code resumed} or {@code lost} follows. */
    default void suspended(XmppException cause) {}

    /** The session goes on after it was suspended; nothing was lost. */
    default void resumed() {}

    /**
     * The session that was live or suspended is lost; what was pending has been failed. If the session reconnects, {@code live}
     * follows some time.
     */
    default void lost(XmppException cause) {}

    /** An attempt to connect failed; more follow if the session reconnects. */
    default void attemptFailed(ConnectException cause) {}
}
