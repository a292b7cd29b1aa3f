package org.xmppra.sample.ejb;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import org.xmppra.Iq;
import org.xmppra.IqListener;
import org.xmppra.IqType;
import org.xmppra.XmlElement;

/** One method for one namespace: {@code <query xmlns='custom-xep'/>}, as a get or as a set. */
@MessageDriven(
        activationConfig = @ActivationConfigProperty(propertyName = "namespace", propertyValue = CustomXep.NAMESPACE))
public class CustomXep implements IqListener {
    /** The namespace. */
    public static final String NAMESPACE = "custom-xep";

    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private ServedLog served;

    @Override
    public Iq onIq(Iq request) {
        served.add(CustomXep.class, request);
        if (request.type() == IqType.SET) {
            return request.reply();
        }
        return request.reply(XmlElement.named(NAMESPACE, "query")
                .child("greeting", "Hello from a message-driven bean")
                .build());
    }
}
