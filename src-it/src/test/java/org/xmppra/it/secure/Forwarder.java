package org.xmppra.it.secure;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionFactory;
import org.xmppra.XmppException;

/** Signs on to the XMPP account of whoever calls. */
@Stateless
@PermitAll
public class Forwarder {
    @Resource(lookup = "java:/eis/forwarding")
    @SuppressWarnings("NullAway.Init") // set by the container
    private XmppConnectionFactory xmpp;

    /** The account that the connection has. */
    public String account() throws XmppException {
        try (XmppConnection connection = xmpp.getConnection()) {
            return connection.jid().bare().toString();
        }
    }
}
