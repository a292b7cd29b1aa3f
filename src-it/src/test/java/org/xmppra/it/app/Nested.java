package org.xmppra.it.app;

import jakarta.annotation.Resource;
import jakarta.ejb.MessageDriven;
import org.xmppra.Iq;
import org.xmppra.IqContext;
import org.xmppra.IqEndpoint;
import org.xmppra.IqGet;
import org.xmppra.XmlElement;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionFactory;
import org.xmppra.XmppException;

/** Asks the requester back before it answers. There is one instance of it; see {@code jboss-ejb3.xml}. */
@MessageDriven
public class Nested implements IqEndpoint {
    @Resource(lookup = "java:/eis/xmpp")
    @SuppressWarnings("NullAway.Init") // set by the container
    private XmppConnectionFactory xmpp;

    /** What the requester answered, in an element of our own. */
    @IqGet(namespace = "urn:example:nested")
    public XmlElement ask(IqContext delivery) throws XmppException {
        try (XmppConnection connection = xmpp.getConnection()) {
            Iq answer = connection.send(
                    Iq.get(delivery.sender()).query("urn:example:balcony").build());
            return XmlElement.named("urn:example:nested", "told")
                    .text(answer.payload().text())
                    .build();
        }
    }
}
