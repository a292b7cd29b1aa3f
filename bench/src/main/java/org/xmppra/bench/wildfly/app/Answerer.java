package org.xmppra.bench.wildfly.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import java.util.concurrent.atomic.LongAdder;
import org.xmppra.Iq;
import org.xmppra.IqEndpoint;
import org.xmppra.IqGet;
import org.xmppra.XmlElement;
import org.xmppra.bench.Work;

/** Answers as any message-driven bean would. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "maxConcurrency", propertyValue = "8"),
            @ActivationConfigProperty(propertyName = "queueSize", propertyValue = "1000")
        })
public class Answerer implements IqEndpoint {
    private static final LongAdder DONE = new LongAdder();

    private static final XmlElement CHECKED =
            XmlElement.named(Work.NAMESPACE, "checked").build();

    /** How many were answered; public, as the servlet has another class loader. */
    public static long done() {
        return DONE.sum();
    }

    /** Checks what it is given. */
    @IqGet(namespace = Work.NAMESPACE, element = "value")
    public XmlElement value(Iq request) {
        Work.check(request.payload().text());
        DONE.increment();
        return CHECKED;
    }
}
