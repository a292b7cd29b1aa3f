package org.xmppra.ra.admin;

import java.time.Duration;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.core.iq.RequestOutcome;

/** Events of the JDK's Flight Recorder: who and what kind, never a payload. Costs next to nothing while none records. */
final class FlightRecords implements Recorder {
    @Name("org.xmppra.Request")
    @Label("XMPP request")
    @Description("A request that was sent has ended")
    @Category("XMPP")
    @StackTrace(false)
    static final class RequestEvent extends Event {
        @Label("To")
        String to = "";

        @Label("Type")
        String type = "";

        @Label("Namespace")
        String namespace = "";

        @Label("Outcome")
        String outcome = "";

        @Label("Latency")
        @Timespan(Timespan.NANOSECONDS)
        long latency;
    }

    @Name("org.xmppra.Session")
    @Label("XMPP session")
    @Description("A session is live, lost or not connected")
    @Category("XMPP")
    @StackTrace(false)
    static final class SessionEvent extends Event {
        @Label("Address")
        String jid = "";

        @Label("Change")
        String change = "";

        @Label("Reason")
        String reason = "";
    }

    @Name("org.xmppra.Delivery")
    @Label("XMPP delivery")
    @Description("A request that was received is answered")
    @Category("XMPP")
    @StackTrace(false)
    static final class DeliveryEvent extends Event {
        @Label("Handler")
        String handler = "";

        @Label("From")
        String from = "";

        @Label("Namespace")
        String namespace = "";

        @Label("Outcome")
        String outcome = "";

        @Label("Time")
        @Timespan(Timespan.NANOSECONDS)
        long time;
    }

    @Override
    public void requestEnded(Iq request, RequestOutcome outcome, long nanos) {
        RequestEvent event = new RequestEvent();
        if (event.shouldCommit()) {
            event.to = request.to().map(Jid::toString).orElse("");
            event.type = request.type().toString();
            event.namespace = namespace(request);
            event.outcome = outcome instanceof RequestOutcome.Answered answered
                    ? outcome(answered.response())
                    : outcome.getClass().getSimpleName();
            event.latency = nanos;
            event.commit();
        }
    }

    @Override
    public void session(Jid jid, String change, String reason) {
        SessionEvent event = new SessionEvent();
        if (event.shouldCommit()) {
            event.jid = jid.toString();
            event.change = change;
            event.reason = reason;
            event.commit();
        }
    }

    @Override
    public void delivered(String handler, Iq request, Iq answer, Duration time) {
        DeliveryEvent event = new DeliveryEvent();
        if (event.shouldCommit()) {
            event.handler = handler;
            event.from = request.from().map(Jid::toString).orElse("");
            event.namespace = namespace(request);
            event.outcome = outcome(answer);
            event.time = time.toNanos();
            event.commit();
        }
    }

    private static String namespace(Iq request) {
        return request.hasPayload() ? request.payload().namespace() : "";
    }

    private static String outcome(Iq answer) {
        return answer.type() == IqType.ERROR ? answer.error().condition().toString() : "result";
    }
}
