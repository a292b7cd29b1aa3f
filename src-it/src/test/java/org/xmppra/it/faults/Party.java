package org.xmppra.it.faults;

import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.core.iq.IqClaim;
import org.xmppra.core.iq.IqExchange;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.IqStatistics;
import org.xmppra.core.iq.RouterSettings;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.XmppRuntime;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.session.XmppSessions;

/** One of two who ask each other. Its session may come and go. Thread-safe. */
final class Party implements AutoCloseable {
    private static final String NAMESPACE = "urn:example:soak";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Jid jid;
    private final Ledger asking;
    private final Ledger answering;
    private final IqStatistics statistics = new IqStatistics();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final XmppSession session;

    /**
     * Opens its session.
     *
     * @param asking where its own requests are noted
     * @param answering where the requests that it answers are noted
     * @param handlers answers them, as a container's threads would
     */
    Party(
            SessionConfig config,
            XmppRuntime runtime,
            Jid jid,
            Ledger asking,
            Ledger answering,
            ExecutorService handlers) {
        this.jid = jid;
        this.asking = asking;
        this.answering = answering;
        IqRouter router = new IqRouter(RouterSettings.client(), statistics);
        router.register(
                new IqClaim(EnumSet.of(IqType.GET, IqType.SET), NAMESPACE, null),
                exchange -> handlers.execute(() -> answer(exchange)),
                "soak");
        session = XmppSessions.open(config, runtime, router);
    }

    XmppSession session() {
        return session;
    }

    Jid jid() {
        return jid;
    }

    int inFlight() {
        return inFlight.get();
    }

    long answersDropped() {
        return statistics.snapshot().answersDropped();
    }

    /** Asks the other; alternately gets and sets. */
    void ask(Jid other) {
        int number = asking.ask();
        Iq request = (number % 2 == 0 ? Iq.get(other) : Iq.set(other))
                .payload(payload(String.valueOf(number)))
                .build();
        inFlight.incrementAndGet();
        session.request(request, TIMEOUT, outcome -> {
            inFlight.decrementAndGet();
            asking.ended(number, outcome);
        });
    }

    private void answer(IqExchange exchange) {
        String number = exchange.request().payload().attribute("number").orElseThrow();
        answering.delivered(Integer.parseInt(number));
        if (exchange.answer(exchange.request().reply(payload(number)))) {
            answering.answered(Integer.parseInt(number));
        }
    }

    private static XmlElement payload(String number) {
        return XmlElement.named(NAMESPACE, "item")
                .attribute("number", number)
                .text("The quick brown fox jumps over the lazy dog & other <animals>, again and again and again.")
                .build();
    }

    @Override
    public void close() {
        session.close(Duration.ofSeconds(2));
    }
}
