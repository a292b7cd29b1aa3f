package org.xmppra.it.app;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import java.util.concurrent.CompletionStage;
import org.xmppra.Iq;
import org.xmppra.IqContext;
import org.xmppra.IqEndpoint;
import org.xmppra.IqGet;
import org.xmppra.XmlElement;
import org.xmppra.XmppException;

/** Runs as somebody else; see {@code jboss-ejb3.xml}. */
@MessageDriven
@PermitAll
public class Contexts implements IqEndpoint {
    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private Asker asker;

    /** What a callback finds. */
    @IqGet(namespace = Asker.NAMESPACE, element = "callback")
    public CompletionStage<XmlElement> callback(Iq request, IqContext delivery) throws XmppException {
        return asker.withCallback(delivery.sender(), namespace(request));
    }

    /** What a stage finds. */
    @IqGet(namespace = Asker.NAMESPACE, element = "stage")
    public CompletionStage<XmlElement> stage(Iq request, IqContext delivery) throws XmppException {
        return asker.withStage(delivery.sender(), namespace(request));
    }

    /** What stages find that were sent together. */
    @IqGet(namespace = Asker.NAMESPACE, element = "many")
    public CompletionStage<XmlElement> many(Iq request, IqContext delivery) throws XmppException {
        return asker.withMany(delivery.sender(), namespace(request));
    }

    private static String namespace(Iq request) {
        return request.payload().attribute("for").orElseThrow();
    }
}
