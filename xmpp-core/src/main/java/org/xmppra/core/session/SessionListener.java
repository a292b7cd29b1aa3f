package org.xmppra.core.session;

import org.xmppra.Jid;
import org.xmppra.XmppException;

/** Is told what happens to a session. Called on an event loop: hands over and returns. */
public interface SessionListener {
    /** A stream was negotiated; requests can be sent. Called after every (re)connect. */
    default void live(Jid boundAs) {}

    /**
     * The stream that was live is lost; what was pending has been failed. If the session reconnects, {@code live}
     * follows some time.
     */
    default void lost(XmppException cause) {}

    /** An attempt to connect failed; more follow if the session reconnects. */
    default void attemptFailed(ConnectException cause) {}
}
