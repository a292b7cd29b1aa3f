package org.xmppra.core.session;

/**
 * Where a session stands.
 *
 * <table>
 * <caption>Changes of state</caption>
 * <tr><th>from</th><th>to</th><th>when</th></tr>
 * <tr><td>CONNECTING</td><td>LIVE</td><td>the stream is negotiated</td></tr>
 * <tr><td>CONNECTING</td><td>DEAD</td><td>an attempt failed and the session does not reconnect</td></tr>
 * <tr><td>LIVE</td><td>CONNECTING</td><td>the stream was lost and the session reconnects</td></tr>
 * <tr><td>LIVE</td><td>DEAD</td><td>the stream was lost and the session does not reconnect</td></tr>
 * <tr><td>any</td><td>CLOSED</td><td>close; final, like DEAD</td></tr>
 * </table>
 */
public enum SessionState {
    /** No stream yet, or none any more; an attempt is running or due. */
    CONNECTING,
    /** Requests can be sent. */
    LIVE,
    /** Lost for good. */
    DEAD,
    /** Closed on this side. */
    CLOSED;

    /** Whether nothing follows this state. */
    public boolean isFinal() {
        return this == DEAD || this == CLOSED;
    }
}
