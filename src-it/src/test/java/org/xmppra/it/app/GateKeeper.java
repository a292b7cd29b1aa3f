package org.xmppra.it.app;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import org.xmppra.IqEndpoint;
import org.xmppra.IqGet;
import org.xmppra.IqSet;
import org.xmppra.XmlElement;

/** Lets the test open a gate, and ask who waits at it. */
@MessageDriven
public class GateKeeper implements IqEndpoint {
    private static final String NAMESPACE = "urn:example:gates";

    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private Gates gates;

    /** {@code <open gate='slow' passes='2'/>}. */
    @IqSet(namespace = NAMESPACE, element = "open")
    public void open(XmlElement order) {
        gates.open(name(order), Integer.parseInt(order.attribute("passes").orElse("1")));
    }

    /** {@code <waiting gate='slow'/>}: their number. */
    @IqGet(namespace = NAMESPACE, element = "waiting")
    public XmlElement waiting(XmlElement question) {
        return XmlElement.named(NAMESPACE, "waiting")
                .text(String.valueOf(gates.waiting(name(question))))
                .build();
    }

    private static String name(XmlElement payload) {
        return payload.attribute("gate").orElseThrow();
    }
}
