package org.xmppra.core.iq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmppConnectionException;
import org.xmppra.core.iq.RequestOutcome.Answered;
import org.xmppra.core.iq.RequestOutcome.Cancelled;
import org.xmppra.core.iq.RequestOutcome.ConnectionLost;
import org.xmppra.core.iq.RequestOutcome.TimedOut;

/** Random histories of a session: whatever happens to its requests, in whatever order, each ends once. */
class PendingIqsPropertyTest {
    private static final int REQUESTS = 5;
    private static final Jid PEER = Jid.of("peer@far.example/x");
    private static final Jid FORGER = Jid.of("peer@far.example/y");

    private enum What {
        SEND,
        WRITE,
        RESULT,
        ERROR,
        FORGED,
        UNKNOWN,
        CANCEL,
        FAIL,
        DISCONNECT,
        PASS_TIME
    }

    private record Step(What what, int index, int millis) {}

    /** A request, and what its listener was told. */
    private static final class Tracked {
        private final Iq request = Iq.get(PEER).query("urn:x").build();
        private final List<RequestOutcome> outcomes = new ArrayList<>();
        private OutgoingRequest handle;
        private Duration deadline;

        boolean isPending() {
            return handle != null && outcomes.isEmpty();
        }
    }

    /** The session under test, with the counts that its statistics must come to. */
    private static final class Session {
        private final FakeTimer timer = new FakeTimer();
        private final IqStatistics statistics = new IqStatistics();
        private final PendingIqs pending =
                new PendingIqs(SessionIdentity.client(Jid.of("me@home.example/desk")), timer, statistics);
        private final List<Tracked> all = new ArrayList<>();
        private Duration now = Duration.ZERO;
        private int registered;
        private int written;
        private int spoofed;
        private int late;

        Session() {
            for (int i = 0; i < REQUESTS; i++) {
                all.add(new Tracked());
            }
        }

        void take(Step step) {
            Tracked one = all.get(step.index());
            boolean wasPending = one.isPending();
            switch (step.what()) {
                case SEND -> send(one, Duration.ofMillis(step.millis()));
                case WRITE -> {
                    if (one.handle != null && one.handle.markWritten()) {
                        assertThat(wasPending).as("written though it had ended").isTrue();
                        written++;
                    }
                }
                case RESULT -> respond(one, Iq.result(one.request.id()).from(PEER));
                case ERROR ->
                    respond(
                            one,
                            one.request.errorReply(StanzaErrorCondition.GONE).toBuilder()
                                    .from(PEER));
                case FORGED -> {
                    assertThat(pending.complete(
                                    Iq.result(one.request.id()).from(FORGER).build()))
                            .isFalse();
                    assertThat(one.isPending()).isEqualTo(wasPending);
                    count(wasPending);
                }
                case UNKNOWN -> {
                    assertThat(pending.complete(
                                    Iq.result("unheard of").from(PEER).build()))
                            .isFalse();
                    late++;
                }
                case CANCEL -> {
                    if (one.handle != null) {
                        ended(one, wasPending, one.handle.cancel(), Cancelled.class);
                    }
                }
                case FAIL -> {
                    if (one.handle != null) {
                        ended(one, wasPending, one.handle.fail(Session::lost), ConnectionLost.class);
                    }
                }
                case DISCONNECT -> disconnect();
                case PASS_TIME -> passTime(Duration.ofMillis(step.millis()));
            }
            long open = all.stream().filter(Tracked::isPending).count();
            assertThat(pending.size()).as("entries kept").isEqualTo((int) open);
        }

        private void send(Tracked one, Duration timeout) {
            if (one.handle == null) {
                one.handle = pending.register(one.request, timeout, one.outcomes::add);
                one.deadline = now.plus(timeout);
                registered++;
            }
        }

        private void respond(Tracked one, Iq.Builder response) {
            boolean wasPending = one.isPending();
            boolean ended = pending.complete(response.build());
            ended(one, wasPending, ended, Answered.class);
            if (!ended) {
                late++;
            }
        }

        private void count(boolean wasPending) {
            if (wasPending) {
                spoofed++;
            } else {
                late++;
            }
        }

        private void disconnect() {
            List<Tracked> open = all.stream().filter(Tracked::isPending).toList();
            pending.failAll(Session::lost);
            open.forEach(one -> assertThat(one.outcomes).hasOnlyElementsOfType(ConnectionLost.class));
        }

        private void passTime(Duration time) {
            List<Tracked> open = all.stream().filter(Tracked::isPending).toList();
            timer.advance(time);
            now = now.plus(time);
            Duration swept = now.minusNanos(DeadlineSweep.RESOLUTION_NANOS);
            for (Tracked one : open) {
                assertThat(one.outcomes).hasOnlyElementsOfType(TimedOut.class);
                assertThat(one.outcomes.isEmpty() || one.deadline.compareTo(now) <= 0)
                        .as("no timeout before its time")
                        .isTrue();
                assertThat(!one.outcomes.isEmpty() || one.deadline.compareTo(swept) >= 0)
                        .as("no timeout forgotten")
                        .isTrue();
            }
        }

        private static void ended(
                Tracked one, boolean wasPending, boolean ended, Class<? extends RequestOutcome> outcome) {
            assertThat(ended).isEqualTo(wasPending);
            if (ended) {
                assertThat(one.outcomes).hasExactlyElementsOfTypes(outcome);
            }
        }

        private static XmppConnectionException lost(org.xmppra.DeliveryStatus status) {
            return new XmppConnectionException("lost", status);
        }
    }

    @Property(tries = 1000)
    @Tag("IQ-21")
    @Tag("IQ-18")
    @Tag("IQ-22")
    void everyRequestEndsOnceAndTheCountsAddUp(@ForAll("histories") List<Step> history) {
        Session session = new Session();

        history.forEach(session::take);
        session.passTime(Duration.ofMinutes(1));

        for (Tracked one : session.all) {
            assertThat(one.outcomes).hasSize(one.handle == null ? 0 : 1);
        }
        assertThat(session.pending.size()).isZero();
        session.timer.advance(Duration.ofNanos(DeadlineSweep.LONGEST_NANOS));
        assertThat(session.timer.scheduled()).as("timer tasks left").isZero();
        IqCounts counts = session.statistics.snapshot();
        assertThat(counts.results() + counts.errors() + counts.timeouts() + counts.cancelled() + counts.lost())
                .isEqualTo(session.registered);
        assertThat(counts.requestsSent()).isEqualTo(session.written);
        assertThat(counts.spoofedResponses()).isEqualTo(session.spoofed);
        assertThat(counts.lateResponses()).isEqualTo(session.late);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<What> what = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.just(What.SEND)),
                net.jqwik.api.Tuple.of(5, Arbitraries.of(What.class)));
        return Combinators.combine(
                        what,
                        Arbitraries.integers().between(0, REQUESTS - 1),
                        Arbitraries.integers().between(1, 10_000))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }
}
