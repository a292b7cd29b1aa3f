package org.xmppra.core.iq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmppConnectionException;
import org.xmppra.XmppException;
import org.xmppra.core.iq.RequestOutcome.Answered;
import org.xmppra.core.iq.RequestOutcome.Cancelled;
import org.xmppra.core.iq.RequestOutcome.ConnectionLost;

/** Whatever meets whatever, a request ends once, with what the counters say. */
@Tag("IQ-21")
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PendingIqsRaceTest {
    private static final SessionIdentity SELF = SessionIdentity.client(Jid.of("me@home.example/desk"));
    private static final Jid PEER = Jid.of("peer@far.example/x");

    private final FakeTimer timer = new FakeTimer();
    private final IqStatistics statistics = new IqStatistics();
    private final PendingIqs pending = new PendingIqs(SELF, timer, statistics);

    /** What a model knows of one request. */
    private static final class Sent {
        final Iq request = Iq.get(PEER).query("urn:x").build();
        final List<RequestOutcome> outcomes = new ArrayList<>();
        boolean written;
        OutgoingRequest handle;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomInterleavingsEndEachRequestOnceAndAddUp(long seed) {
        Random random = new Random(seed);
        List<Sent> all = new ArrayList<>();
        for (int step = 0; step < 4000; step++) {
            Sent sent = all.isEmpty() ? null : all.get(Math.max(0, all.size() - 1 - random.nextInt(20)));
            switch (sent == null ? 0 : random.nextInt(10)) {
                case 0, 1, 2 -> all.add(register(random));
                case 3 -> {
                    boolean ended = !sent.outcomes.isEmpty();
                    boolean mayWrite = sent.handle.markWritten();
                    assertThat(mayWrite).isEqualTo(!ended && !sent.written);
                    sent.written |= mayWrite;
                }
                case 4, 5 -> {
                    boolean ended = !sent.outcomes.isEmpty();
                    assertThat(pending.complete(answer(sent, PEER))).isEqualTo(!ended);
                }
                case 6 ->
                    assertThat(pending.complete(answer(sent, Jid.of("evil.example"))))
                            .isFalse();
                case 7 -> {
                    boolean ended = !sent.outcomes.isEmpty();
                    assertThat(sent.handle.cancel()).isEqualTo(!ended);
                }
                case 8 -> timer.advance(Duration.ofMillis(random.nextInt(400)));
                default -> {
                    if (random.nextInt(10) == 0) {
                        pending.failAll(PendingIqsRaceTest::lost);
                        assertThat(pending.size()).isZero();
                    }
                }
            }
        }
        timer.advance(Duration.ofSeconds(10));

        assertThat(pending.size()).isZero();
        assertThat(all).allSatisfy(sent -> {
            assertThat(sent.outcomes).hasSize(1);
            if (sent.outcomes.get(0) instanceof ConnectionLost lost) {
                assertThat(lost.cause().deliveryStatus())
                        .isEqualTo(sent.written ? DeliveryStatus.SENT_FATE_UNKNOWN : DeliveryStatus.NOT_SENT);
            }
        });
        IqCounts counts = statistics.snapshot();
        assertThat(counts.results()).isEqualTo(count(all, Answered.class));
        assertThat(counts.cancelled()).isEqualTo(count(all, Cancelled.class));
        assertThat(counts.lost()).isEqualTo(count(all, ConnectionLost.class));
        assertThat(counts.timeouts()).isEqualTo(count(all, RequestOutcome.TimedOut.class));
        assertThat(counts.requestsSent())
                .isEqualTo(all.stream().filter(sent -> sent.written).count());
        assertThat(List.of(counts.results(), counts.cancelled(), counts.lost(), counts.timeouts()))
                .as("every way to end was taken")
                .doesNotContain(0L);
    }

    private Sent register(Random random) {
        Sent sent = new Sent();
        sent.handle = pending.register(sent.request, Duration.ofMillis(1 + random.nextInt(2000)), sent.outcomes::add);
        return sent;
    }

    @Test
    void threadsThatEndOneRequestTogetherEndItOnce() throws Exception {
        int rounds = 2000;
        List<Sent> all = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Sent sent = new Sent();
            List<RequestOutcome> told = Collections.synchronizedList(sent.outcomes);
            sent.handle = pending.register(sent.request, Duration.ofMinutes(1), told::add);
            all.add(sent);
        }
        AtomicInteger winners = new AtomicInteger();
        inParallel(
                () -> all.forEach(sent -> count(winners, pending.complete(answer(sent, PEER)))),
                () -> all.forEach(sent -> count(winners, sent.handle.cancel())),
                () -> all.forEach(sent -> count(winners, sent.handle.fail(PendingIqsRaceTest::lost))));

        assertThat(winners).hasValue(rounds);
        assertThat(statistics.snapshot().results() + statistics.snapshot().lateResponses())
                .as("each response either ended its request or came late")
                .isEqualTo(rounds);
        assertThat(all).allSatisfy(sent -> assertThat(sent.outcomes).hasSize(1));
        assertThat(pending.size()).isZero();
    }

    @Test
    @Tag("IQ-22")
    void responsesThatMeetAreOneAnswerAndOneLate() throws Exception {
        int rounds = 20_000;
        List<Iq> answers = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Sent sent = new Sent();
            pending.register(sent.request, Duration.ofMinutes(1), sent.outcomes::add);
            answers.add(answer(sent, PEER));
        }
        inParallel(() -> answers.forEach(pending::complete), () -> answers.forEach(pending::complete));

        assertThat(statistics.snapshot().results()).isEqualTo(rounds);
        assertThat(statistics.snapshot().lateResponses()).isEqualTo(rounds);
    }

    @Test
    void writingThatMeetsTheLossIsNeverReportedAsNotSent() throws Exception {
        for (int round = 0; round < 2000; round++) {
            Sent sent = new Sent();
            sent.handle = pending.register(sent.request, Duration.ofMinutes(1), sent.outcomes::add);
            boolean[] written = new boolean[1];
            Thread loop = new Thread(() -> written[0] = sent.handle.markWritten());
            loop.start();
            pending.failAll(PendingIqsRaceTest::lost);
            loop.join();

            DeliveryStatus status =
                    ((ConnectionLost) sent.outcomes.get(0)).cause().deliveryStatus();
            assertThat(status).isEqualTo(written[0] ? DeliveryStatus.SENT_FATE_UNKNOWN : DeliveryStatus.NOT_SENT);
        }
    }

    @Test
    void blockingCallersGetTheAnswerOrTheTimeoutAndNeverBoth() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger completed = new AtomicInteger();
        PendingIqs real = new PendingIqs(SELF, new NoTimer(), statistics);
        int rounds = 300;
        Runnable caller = () -> {
            for (int i = 0; i < rounds; i++) {
                Iq request = Iq.get(PEER).query("urn:x").build();
                Iq result = Iq.result(request.id()).from(PEER).build();
                Thread peer = new Thread(() -> count(completed, real.complete(result)));
                try {
                    real.awaitResponse(request, Duration.ofNanos(60_000), outgoing -> peer.start());
                    answered.incrementAndGet();
                } catch (XmppException e) {
                    refused.incrementAndGet();
                }
                join(peer);
            }
        };
        inParallel(caller, caller);

        assertThat(answered.get() + refused.get()).isEqualTo(2 * rounds);
        assertThat(answered).hasValue(completed.get());
        assertThat(real.size()).isZero();
    }

    private static void inParallel(Runnable... tasks) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(tasks.length);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (Runnable task : tasks) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    task.run();
                } catch (Throwable e) {
                    failures.add(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void count(AtomicInteger counter, boolean won) {
        if (won) {
            counter.incrementAndGet();
        }
    }

    private static long count(List<Sent> all, Class<? extends RequestOutcome> how) {
        return all.stream().filter(sent -> how.isInstance(sent.outcomes.get(0))).count();
    }

    private static Iq answer(Sent sent, Jid from) {
        return Iq.result(sent.request.id()).from(from).build();
    }

    private static XmppConnectionException lost(DeliveryStatus status) {
        return new XmppConnectionException("lost", status);
    }
}
