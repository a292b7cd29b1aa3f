package org.xmppra.it.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import org.xmppra.Iq;
import org.xmppra.IqListener;

/** Answers one account only, and not that of the test. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "namespace", propertyValue = "urn:example:guarded"),
            @ActivationConfigProperty(propertyName = "allowedSenders", propertyValue = "nobody@localhost")
        })
public class Guarded implements IqListener {
    @Override
    public Iq onIq(Iq request) {
        return request.reply();
    }
}
