package org.xmppra.core.session;

import java.util.Set;

/**
 * Where a session stands.
 *
 * <table>
 * <caption>Changes of state</caption>
 * <tr><th>from</th><th>to</th><th>when</th></tr>
 * <tr><td>CONNECTING</td><td>LIVE</td><td>the stream is negotiated</td></tr>
 * <tr><td>CONNECTING</td><td>DEAD</td><td>an attempt failed and the session does not reconnect</td></tr>
 * <tr><td>LIVE</td><td>SUSPENDED</td><td>the connection was lost and the session can be resumed (XEP-0198)</td></tr>
 * <tr><td>LIVE</td><td>CONNECTING</td><td>the session was lost and reconnects</td></tr>
 * <tr><td>LIVE</td><td>DEAD</td><td>the session was lost and does not reconnect</td></tr>
 * <tr><td>SUSPENDED</td><td>LIVE</td><td>the session was resumed: same address, nothing lost</td></tr>
 * <tr><td>SUSPENDED</td><td>CONNECTING</td><td>the server refused to resume it, or the time is over; it reconnects</td></tr>
 * <tr><td>SUSPENDED</td><td>DEAD</td><td>the same, and it does not reconnect</td></tr>
 * <tr><td>any but DEAD</td><td>CLOSED</td><td>close; final, like DEAD</td></tr>
 * </table>
 *
 * <p>A component is never suspended: XEP-0198 is for clients.
 */
public enum SessionState {
    /** No session yet, or none any more; an attempt is running or due. */
    CONNECTING,
    /** Requests can be sent. */
    LIVE,
    /** The stream is lost, the session is not yet: what is sent waits until it is resumed. */
    SUSPENDED,
    /** Lost for good. */
    DEAD,
    /** Closed on this side. */
    CLOSED;

    private Set<SessionState> next() {
        return switch (this) {
            case CONNECTING -> Set.of(CONNECTING, LIVE, DEAD, CLOSED);
            case LIVE -> Set.of(SUSPENDED, CONNECTING, DEAD, CLOSED);
            case SUSPENDED -> Set.of(LIVE, CONNECTING, DEAD, CLOSED);
            case DEAD, CLOSED -> Set.of();
        };
    }

    /** Whether the table has such a change; a failed attempt to connect leaves CONNECTING as it is. */
    boolean mayBecome(SessionState other) {
        return next().contains(other);
    }

    /** Whether there is a session that requests can be sent on, at once or soon. */
    public boolean isBound() {
        return this == LIVE || this == SUSPENDED;
    }

    /** Whether nothing follows this state. */
    public boolean isFinal() {
        return this == DEAD || this == CLOSED;
    }
}
