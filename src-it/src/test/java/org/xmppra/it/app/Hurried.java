package org.xmppra.it.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import org.xmppra.Iq;
import org.xmppra.IqListener;

/** Has half a second, and waits at the gate for longer than that, unless the request is {@code <now/>}. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "namespace", propertyValue = "urn:example:hurried"),
            @ActivationConfigProperty(propertyName = "maxConcurrency", propertyValue = "1"),
            @ActivationConfigProperty(propertyName = "deadlineMillis", propertyValue = "500")
        })
public class Hurried implements IqListener {
    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private Gates gates;

    @Override
    public Iq onIq(Iq request) throws Exception {
        if (!request.payload().name().equals("now")) {
            gates.pass("hurried");
        }
        return request.reply();
    }
}
