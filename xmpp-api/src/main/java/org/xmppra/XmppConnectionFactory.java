package org.xmppra;

/**
 * Hands out connections to one XMPP account or component, from the container's pool.
 *
 * <pre>{@code
 * @Resource(lookup = "java:/eis/xmpp") XmppConnectionFactory xmpp;
 * }</pre>
 *
 * <p>Thread-safe.
 */
public interface XmppConnectionFactory {
    /**
     * A connection that is authenticated and bound. Blocks until the pool has one, at most as long as the pool and the
     * adapter's connect timeout allow.
     *
     * @throws XmppConnectionException if the server cannot be reached, refuses, or is not the one it should be
     */
    XmppConnection getConnection() throws XmppException;

    /**
     * A connection for an account that the application names itself. A sign-on that the container manages wins over it.
     *
     * @param userName the account's localpart
     * @param password the account's password
     * @throws XmppConnectionException if the server cannot be reached, refuses, or is not the one it should be
     */
    XmppConnection getConnection(String userName, String password) throws XmppException;
}
