package org.xmppra.ra.guide;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import org.xmppra.Jid;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionFactory;
import org.xmppra.XmppException;

/** An EJB that asks. */
// tag::directory[]
@Stateless
public class Directory {
    @Resource(lookup = "java:/eis/xmpp")
    XmppConnectionFactory xmpp;

    public EntityTime timeAt(Jid peer) throws XmppException {
        try (XmppConnection connection = xmpp.getConnection()) {
            return connection.get(peer, new EntityTimeQuery(), EntityTime.class);
        }
    }
}
// end::directory[]
