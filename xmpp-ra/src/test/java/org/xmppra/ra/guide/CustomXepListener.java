package org.xmppra.ra.guide;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import org.xmppra.Iq;
import org.xmppra.IqListener;

/** One method for both types. */
// tag::listener[]
@MessageDriven(
        activationConfig = @ActivationConfigProperty(propertyName = "namespace", propertyValue = CustomXep.NAMESPACE))
public class CustomXepListener implements IqListener {
    @Override
    public Iq onIq(Iq request) {
        return switch (request.type()) {
            case GET -> request.reply(CustomXep.greeting("hello"));
            case SET -> request.reply();
            default -> throw new IllegalStateException("results and errors never come here");
        };
    }
}
// end::listener[]
