package org.xmppra.core.iq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.IqCancelledException;
import org.xmppra.IqErrorException;
import org.xmppra.IqTimeoutException;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmlElement;
import org.xmppra.XmppConnectionException;
import org.xmppra.core.iq.RequestOutcome.Answered;
import org.xmppra.core.iq.RequestOutcome.Cancelled;
import org.xmppra.core.iq.RequestOutcome.ConnectionLost;
import org.xmppra.core.iq.RequestOutcome.TimedOut;

/** Requests that a listener waits for, in fake time. */
class PendingIqsTest {
    private static final Jid PEER = Jid.of("peer@far.example/x");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration SWEEP = Duration.ofNanos(DeadlineSweep.RESOLUTION_NANOS);

    private final FakeTimer timer = new FakeTimer();
    private final IqStatistics statistics = new IqStatistics();
    private final PendingIqs pending =
            new PendingIqs(SessionIdentity.client(Jid.of("me@home.example/desk")), timer, statistics);
    private final List<RequestOutcome> outcomes = new ArrayList<>();
    private final Iq request = Iq.get(PEER).query("urn:x").build();
    private final Iq result = Iq.result(request.id()).from(PEER).build();

    @AfterEach
    void nothingIsKept() {
        assertThat(pending.size()).as("pending at the end").isZero();
        timer.advance(Duration.ofNanos(DeadlineSweep.LONGEST_NANOS));
        assertThat(timer.scheduled()).as("timer tasks once nothing is pending").isZero();
    }

    @Test
    @Tag("IQ-21")
    void fittingResultEndsTheRequestOnce() {
        pending.send(request, TIMEOUT, outcomes::add, OutgoingRequest::markWritten);

        assertThat(pending.complete(result)).isTrue();
        assertThat(pending.complete(result)).isFalse();
        timer.advance(TIMEOUT.multipliedBy(2));

        assertThat(outcomes).containsExactly(new Answered(result));
        assertThat(statistics.snapshot().requestsSent()).isEqualTo(1);
        assertThat(statistics.snapshot().results()).isEqualTo(1);
        assertThat(statistics.snapshot().lateResponses()).isEqualTo(1);
        assertThat(statistics.snapshot().timeouts()).isZero();
    }

    @Test
    @Tag("IQ-18")
    void responseFromAnotherLeavesRequestPendingForTheGenuineOne() {
        pending.register(request, TIMEOUT, outcomes::add);
        Iq forged = result.toBuilder().from(Jid.of("peer@far.example/y")).build();

        assertThat(pending.complete(forged)).isFalse();
        assertThat(outcomes).isEmpty();
        assertThat(statistics.snapshot().spoofedResponses()).isEqualTo(1);
        assertThat(statistics.snapshot().lateResponses()).isZero();

        pending.complete(result);
        assertThat(outcomes).containsExactly(new Answered(result));
    }

    @Test
    @Tag("IQ-5")
    void resultWithSeveralPayloadsEndsTheRequest() {
        XmlElement payload = XmlElement.parse("<q xmlns='urn:x'/>");
        Iq faulty = result.toBuilder().children(List.of(payload, payload)).build();
        pending.register(request, TIMEOUT, outcomes::add);

        assertThat(pending.complete(faulty)).isTrue();

        assertThat(outcomes).containsExactly(new Answered(faulty));
    }

    @Test
    @Tag("IQ-12")
    void timeoutComesWithinOneSweepAndTheLateResponseIsDropped() {
        pending.register(request, TIMEOUT, outcomes::add);

        timer.advance(TIMEOUT.minusNanos(1));
        assertThat(outcomes).isEmpty();
        timer.advance(SWEEP.plusNanos(1));
        assertThat(outcomes).containsExactly(new TimedOut());

        assertThat(pending.complete(result)).isFalse();
        assertThat(outcomes).hasSize(1);
        assertThat(statistics.snapshot().timeouts()).isEqualTo(1);
        assertThat(statistics.snapshot().lateResponses()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-12")
    void shorterTimeoutOfALaterRequestIsNotHeldUpByALongerOne() {
        Iq later = Iq.get(PEER).query("urn:x").build();
        pending.register(request, TIMEOUT, outcomes::add);
        List<RequestOutcome> soon = new ArrayList<>();
        pending.register(later, Duration.ofMillis(200), soon::add);

        timer.advance(Duration.ofMillis(200).plus(SWEEP));
        assertThat(soon).containsExactly(new TimedOut());
        assertThat(outcomes).isEmpty();

        timer.advance(TIMEOUT);
        assertThat(outcomes).containsExactly(new TimedOut());
    }

    @Test
    void thousandsOfRequestsShareOneTimerTask() {
        List<OutgoingRequest> all = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            all.add(pending.register(Iq.get(PEER).query("urn:x").build(), TIMEOUT, outcomes::add));
        }

        assertThat(timer.scheduled()).isEqualTo(1);
        all.forEach(PendingRequest::cancel);
    }

    @Test
    @Tag("IQ-12")
    void timeoutOfAThousandYearsIsKeptAndHarmless() {
        PendingRequest handle = pending.register(request, Duration.ofDays(365_000), outcomes::add);

        timer.advance(Duration.ofDays(1));

        assertThat(outcomes).isEmpty();
        assertThat(handle.cancel()).isTrue();
    }

    @Test
    @Tag("IQ-11")
    void cancelSaysTrueOnceAndNothingFiresAfterwards() {
        PendingRequest handle = pending.send(request, TIMEOUT, outcomes::add, OutgoingRequest::markWritten);

        assertThat(handle.cancel()).isTrue();
        assertThat(handle.cancel()).isFalse();
        assertThat(pending.complete(result)).isFalse();
        timer.advance(TIMEOUT.multipliedBy(2));

        assertThat(outcomes).containsExactly(new Cancelled());
        assertThat(statistics.snapshot().cancelled()).isEqualTo(1);
        assertThat(statistics.snapshot().lateResponses()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-22")
    void unknownResponseIsCountedAndDropped() {
        assertThat(pending.complete(result)).isFalse();

        assertThat(statistics.snapshot().lateResponses()).isEqualTo(1);
        assertThat(statistics.snapshot().spoofedResponses()).isZero();
    }

    @Test
    @Tag("IQ-20")
    void idThatIsPendingIsRefusedAndTheFirstRequestStays() {
        pending.register(request, TIMEOUT, outcomes::add);
        Iq same = Iq.set(Jid.of("other@far.example"))
                .id(request.id())
                .query("urn:y")
                .build();
        List<RequestOutcome> second = new ArrayList<>();

        assertThatThrownBy(() -> pending.register(same, TIMEOUT, second::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(request.id());

        pending.complete(result);
        assertThat(outcomes).containsExactly(new Answered(result));
        assertThat(second).isEmpty();
    }

    @Test
    @Tag("IQ-20")
    void idMayBeUsedAgainOnceItsRequestHasEnded() {
        pending.register(request, TIMEOUT, outcomes::add);
        pending.complete(result);

        pending.register(request, TIMEOUT, outcomes::add);
        pending.complete(result);

        assertThat(outcomes).hasSize(2);
    }

    @Test
    @Tag("IQ-23")
    void lossOfTheStreamTellsEachRequestWhetherItWasWritten() {
        List<RequestOutcome> queued = new ArrayList<>();
        List<RequestOutcome> written = new ArrayList<>();
        OutgoingRequest waiting = pending.register(Iq.get(PEER).query("urn:x").build(), TIMEOUT, queued::add);
        pending.register(request, TIMEOUT, written::add).markWritten();

        pending.failAll(PendingIqsTest::lost);

        assertThat(statuses(queued)).containsExactly(DeliveryStatus.NOT_SENT);
        assertThat(statuses(written)).containsExactly(DeliveryStatus.SENT_FATE_UNKNOWN);
        assertThat(waiting.markWritten())
                .as("to be written after it was said not to be sent")
                .isFalse();
        assertThat(statistics.snapshot().lost()).isEqualTo(2);
        assertThat(statistics.snapshot().requestsSent()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-13")
    void failedRequestTellsWhetherItWasWritten() {
        OutgoingRequest queued = pending.register(Iq.get(PEER).query("urn:x").build(), TIMEOUT, outcomes::add);
        OutgoingRequest written = pending.register(request, TIMEOUT, outcomes::add);
        written.markWritten();

        assertThat(queued.fail(PendingIqsTest::lost)).isTrue();
        assertThat(written.fail(PendingIqsTest::lost)).isTrue();
        assertThat(written.fail(PendingIqsTest::lost)).isFalse();

        assertThat(statuses(outcomes)).containsExactly(DeliveryStatus.NOT_SENT, DeliveryStatus.SENT_FATE_UNKNOWN);
        assertThat(statistics.snapshot().lost()).isEqualTo(2);
    }

    @Test
    @Tag("IQ-21")
    void requestThatHasEndedIsNotWritten() {
        OutgoingRequest overdue = pending.register(request, Duration.ofMillis(1), outcomes::add);
        timer.advance(Duration.ofSeconds(1));

        assertThat(overdue.markWritten()).isFalse();
        assertThat(statistics.snapshot().requestsSent()).isZero();
    }

    @Test
    @Tag("IQ-21")
    void sendWithoutStreamTellsTheListenerAndLeavesNoEntry() {
        XmppConnectionException down = new XmppConnectionException("down", DeliveryStatus.NOT_SENT);

        PendingRequest handle = pending.send(request, TIMEOUT, outcomes::add, outgoing -> {
            throw down;
        });

        assertThat(outcomes).containsExactly(new ConnectionLost(down));
        assertThat(handle.cancel()).isFalse();
    }

    @Test
    @Tag("IQ-21")
    void sendThatThrowsLeavesNoEntryAndTellsOnlyTheCaller() {
        assertThatThrownBy(() -> pending.send(request, TIMEOUT, outcomes::add, outgoing -> {
                    throw new IllegalArgumentException("cannot be written");
                }))
                .hasMessage("cannot be written");

        assertThat(outcomes).isEmpty();
        assertThat(pending.size()).isZero();
    }

    @Test
    @Tag("IQ-21")
    void sendThatThrowsAfterTheListenerWasToldThrowsNothingMore() {
        pending.send(request, TIMEOUT, outcomes::add, outgoing -> {
            pending.failAll(PendingIqsTest::lost);
            throw new IllegalStateException("too late");
        });

        assertThat(statuses(outcomes)).containsExactly(DeliveryStatus.NOT_SENT);
    }

    @Test
    @Tag("IQ-21")
    void timerThatTakesNothingMoreLeavesNoEntry() {
        timer.close();

        assertThatThrownBy(() -> pending.register(request, TIMEOUT, outcomes::add))
                .isInstanceOf(RejectedExecutionException.class);

        assertThat(pending.size()).isZero();
        assertThat(outcomes).isEmpty();

        timer.open();
        pending.register(request, TIMEOUT, outcomes::add);
        timer.advance(TIMEOUT.plus(SWEEP));
        assertThat(outcomes).as("once it takes tasks again").containsExactly(new TimedOut());
    }

    @ParameterizedTest
    @Tag("IQ-9")
    @ValueSource(longs = {0, -1})
    void timeoutThatIsNotPositiveIsRefused(long millis) {
        Duration timeout = Duration.ofMillis(millis);

        assertThatThrownBy(() -> pending.register(request, timeout, outcomes::add))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pending.awaitResponse(request, timeout, outgoing -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("IQ-14")
    void answerIsNothingToWaitFor() {
        assertThatThrownBy(() -> pending.register(result, TIMEOUT, outcomes::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("answer");
    }

    @Test
    @Tag("IQ-17")
    void componentStampsItsAddressAndRefusesARequestToNobody() {
        PendingIqs component = new PendingIqs(SessionIdentity.component(Jid.of("bot.home.example")), timer, statistics);

        OutgoingRequest outgoing = component.register(request, TIMEOUT, outcomes::add);
        assertThat(outgoing.request().from()).contains(Jid.of("bot.home.example"));
        assertThat(component.complete(
                        result.toBuilder().to(Jid.of("bot.home.example")).build()))
                .isTrue();

        Iq toNobody = Iq.get().query("urn:x").build();
        assertThatThrownBy(() -> component.register(toNobody, TIMEOUT, outcomes::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'to'");
        assertThat(component.size()).isZero();
    }

    @Test
    @Tag("IQ-17")
    void responseIsMatchedByWhatTheSessionIsBoundAsNow() {
        Iq toServer = Iq.get().query("urn:x").build();
        Iq answer = Iq.result(toServer.id()).from(Jid.of("me@home.example/new")).build();
        pending.register(toServer, TIMEOUT, outcomes::add);
        assertThat(pending.complete(answer)).isFalse();

        pending.rebind(SessionIdentity.client(Jid.of("me@home.example/new")));

        assertThat(pending.complete(answer)).isTrue();
    }

    @Test
    @Tag("IQ-29")
    void listenerThatThrowsKeepsNobodyElseFromBeingTold() {
        pending.register(Iq.get(PEER).query("urn:x").build(), TIMEOUT, outcome -> {
            throw new IllegalStateException("deliberate, for this test");
        });
        pending.register(request, TIMEOUT, outcomes::add);
        pending.register(Iq.get(PEER).query("urn:x").build(), TIMEOUT, outcome -> {
            throw new IllegalStateException("deliberate, for this test");
        });

        pending.failAll(PendingIqsTest::lost);

        assertThat(outcomes).hasSize(1);
    }

    @Test
    @Tag("IQ-13")
    void eachOutcomeHasItsException() {
        Iq error = Iq.error(
                        request.id(),
                        request.errorReply(StanzaErrorCondition.GONE).error())
                .from(PEER)
                .build();
        XmppConnectionException lost = lost(DeliveryStatus.SENT_FATE_UNKNOWN);

        assertThatThrownBy(() -> RequestOutcomes.resultOf(new Answered(error), request, TIMEOUT))
                .isInstanceOfSatisfying(
                        IqErrorException.class, e -> assertThat(e.response()).isSameAs(error));
        assertThatThrownBy(() -> RequestOutcomes.resultOf(new TimedOut(), request, TIMEOUT))
                .isInstanceOfSatisfying(
                        IqTimeoutException.class, e -> assertThat(e.request()).isSameAs(request));
        assertThatThrownBy(() -> RequestOutcomes.resultOf(new ConnectionLost(lost), request, TIMEOUT))
                .isSameAs(lost);
        assertThatThrownBy(() -> RequestOutcomes.resultOf(new Cancelled(), request, TIMEOUT))
                .isInstanceOf(IqCancelledException.class);
    }

    private static XmppConnectionException lost(DeliveryStatus status) {
        return new XmppConnectionException("lost", status);
    }

    private static List<DeliveryStatus> statuses(List<RequestOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> ((ConnectionLost) outcome).cause().deliveryStatus())
                .toList();
    }
}
