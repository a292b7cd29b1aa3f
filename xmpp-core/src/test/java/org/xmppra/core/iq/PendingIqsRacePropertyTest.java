package org.xmppra.core.iq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmppConnectionException;

/** Everything that may end a request, in any choice and on as many threads: one of them does. */
class PendingIqsRacePropertyTest {
    private static final Jid PEER = Jid.of("peer@far.example/x");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private enum End {
        RESULT,
        ERROR,
        FORGED,
        TIMEOUT,
        CANCEL,
        FAIL,
        DISCONNECT;

        boolean isGenuine() {
            return this != FORGED;
        }
    }

    @AfterContainer
    static void stop() {
        THREADS.shutdown();
    }

    @Property(tries = 150)
    @Tag("IQ-21")
    void oneOfTheRacersEndsTheRequest(@ForAll("racers") List<End> racers) throws Exception {
        FakeTimer timer = new FakeTimer();
        IqStatistics statistics = new IqStatistics();
        PendingIqs pending = new PendingIqs(SessionIdentity.client(Jid.of("me@home.example/desk")), timer, statistics);
        List<RequestOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
        Iq request = Iq.get(PEER).query("urn:x").build();
        OutgoingRequest handle = pending.register(request, TIMEOUT, outcomes::add);
        CyclicBarrier start = new CyclicBarrier(racers.size());

        List<Future<?>> running = new ArrayList<>();
        for (End racer : racers) {
            running.add(THREADS.submit(() -> {
                start.await();
                run(racer, pending, handle, timer);
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get(30, TimeUnit.SECONDS);
        }

        boolean ended = racers.stream().anyMatch(End::isGenuine);
        assertThat(outcomes).hasSize(ended ? 1 : 0);
        assertThat(pending.size()).isEqualTo(ended ? 0 : 1);
        assertThat(handle.cancel()).as("still pending").isNotEqualTo(ended);
        assertThat(outcomes).hasSize(1);
        IqCounts counts = statistics.snapshot();
        assertThat(counts.results() + counts.errors() + counts.timeouts() + counts.cancelled() + counts.lost())
                .isEqualTo(1);
        assertThat(counts.results() + counts.errors() + counts.lateResponses() + counts.spoofedResponses())
                .as("responses received")
                .isEqualTo(Collections.frequency(racers, End.RESULT)
                        + Collections.frequency(racers, End.ERROR)
                        + Collections.frequency(racers, End.FORGED));
    }

    private static void run(End racer, PendingIqs pending, OutgoingRequest handle, FakeTimer timer) {
        Iq request = handle.request();
        switch (racer) {
            case RESULT -> pending.complete(Iq.result(request.id()).from(PEER).build());
            case ERROR ->
                pending.complete(request.errorReply(StanzaErrorCondition.GONE).toBuilder()
                        .from(PEER)
                        .build());
            case FORGED ->
                pending.complete(Iq.result(request.id())
                        .from(Jid.of("peer@far.example/y"))
                        .build());
            case TIMEOUT -> timer.advance(TIMEOUT.multipliedBy(2));
            case CANCEL -> handle.cancel();
            case FAIL -> handle.fail(status -> new XmppConnectionException("lost", status));
            case DISCONNECT -> pending.failAll(status -> new XmppConnectionException("lost", status));
        }
    }

    /** One thread at most lets time pass: the fake clock has one master. */
    @Provide
    Arbitrary<List<End>> racers() {
        return Arbitraries.of(End.class)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .filter(racers -> Collections.frequency(racers, End.TIMEOUT) <= 1);
    }
}
