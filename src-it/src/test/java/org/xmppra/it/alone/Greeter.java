package org.xmppra.it.alone;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import org.xmppra.Iq;
import org.xmppra.IqListener;

/** Greets. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "namespace", propertyValue = "urn:example:greeter"),
            @ActivationConfigProperty(propertyName = "maxConcurrency", propertyValue = "${greeter.concurrency:3}")
        })
public class Greeter implements IqListener {
    @Override
    public Iq onIq(Iq request) {
        return request.reply("<greeting xmlns='urn:example:greeter'>hello</greeting>");
    }
}
