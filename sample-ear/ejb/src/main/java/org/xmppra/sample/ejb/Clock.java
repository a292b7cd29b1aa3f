package org.xmppra.sample.ejb;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.xmppra.Iq;
import org.xmppra.IqContext;
import org.xmppra.IqEndpoint;
import org.xmppra.IqGet;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.StanzaErrorException;
import org.xmppra.XmlElement;

/**
 * Tells the time (XEP-0202), and rings an alarm: {@code <alarm xmlns='urn:xmppra:sample:clock' seconds='5'/>} is answered
 * five seconds later.
 */
@MessageDriven
public class Clock implements IqEndpoint {
    /** The namespace of the alarm. */
    public static final String NAMESPACE = "urn:xmppra:sample:clock";

    private static final int LONGEST_ALARM_SECONDS = 20;

    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private ServedLog served;

    @Resource
    @SuppressWarnings("NullAway.Init") // set by the container
    private ManagedScheduledExecutorService scheduler;

    /** Payload in, payload out: the classes name the namespace and the element. */
    @IqGet(EntityTimeQuery.class)
    public EntityTime time(EntityTimeQuery query, IqContext context) {
        served.add(Clock.class, context.request());
        return new EntityTime(ZonedDateTime.now(ZoneId.systemDefault()));
    }

    /** A stage is answered when it completes; no thread waits for it. */
    @IqGet(namespace = NAMESPACE, element = "alarm")
    public CompletionStage<XmlElement> alarm(Iq request) throws StanzaErrorException {
        served.add(Clock.class, request);
        int seconds = seconds(request.payload());
        XmlElement ring = XmlElement.named(NAMESPACE, "ring")
                .attribute("after", seconds + " s")
                .build();
        CompletableFuture<XmlElement> answer = new CompletableFuture<>();
        var unused = scheduler.schedule(() -> answer.complete(ring), seconds, TimeUnit.SECONDS);
        return answer;
    }

    private static int seconds(XmlElement alarm) throws StanzaErrorException {
        String text = alarm.attribute("seconds").orElse("");
        if (!text.matches("\\d{1,2}") || Integer.parseInt(text) > LONGEST_ALARM_SECONDS) {
            throw new StanzaErrorException(
                    StanzaErrorCondition.BAD_REQUEST,
                    "The attribute 'seconds' must be a whole number from 0 to " + LONGEST_ALARM_SECONDS);
        }
        return Integer.parseInt(text);
    }
}
