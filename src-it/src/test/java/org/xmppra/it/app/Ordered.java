package org.xmppra.it.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import org.xmppra.Iq;
import org.xmppra.IqListener;
import org.xmppra.XmlElement;

/** Four at a time, but of one sender one after the other; tells which it was, and the first waits at the gate. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "namespace", propertyValue = Ordered.NAMESPACE),
            @ActivationConfigProperty(propertyName = "maxConcurrency", propertyValue = "4"),
            @ActivationConfigProperty(propertyName = "ordered", propertyValue = "true")
        })
public class Ordered implements IqListener {
    static final String NAMESPACE = "urn:example:ordered";

    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private Gates gates;

    @Override
    public Iq onIq(Iq request) throws Exception {
        int place = gates.count("ordered");
        if (request.payload().name().equals("wait")) {
            gates.pass("ordered");
        }
        return request.reply(XmlElement.named(NAMESPACE, "begun")
                .attribute("as", String.valueOf(place))
                .build());
    }
}
