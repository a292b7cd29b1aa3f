package org.xmppra.it.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import org.xmppra.Iq;
import org.xmppra.IqListener;

/** One at a time, one in the queue; each waits at the gate. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "namespace", propertyValue = "urn:example:slow"),
            @ActivationConfigProperty(propertyName = "maxConcurrency", propertyValue = "1"),
            @ActivationConfigProperty(propertyName = "queueSize", propertyValue = "1")
        })
public class Slow implements IqListener {
    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private Gates gates;

    @Override
    public Iq onIq(Iq request) throws Exception {
        gates.pass("slow");
        return request.reply();
    }
}
