package org.xmppra.it.alone;

import jakarta.ejb.Stateless;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionFactory;
import org.xmppra.XmppException;

/** Asks, through whichever factory. */
@Stateless
public class Guest {
    /** What the greeter says. */
    @SuppressWarnings("BanJNDI") // The test chooses between two constant names.
    public String greeting(String factory, String greeter) throws NamingException, XmppException {
        XmppConnectionFactory xmpp = (XmppConnectionFactory) new InitialContext().lookup(factory);
        try (XmppConnection connection = xmpp.getConnection()) {
            return connection
                    .send(Iq.get(Jid.of(greeter)).query("urn:example:greeter").build())
                    .payload()
                    .text();
        }
    }
}
