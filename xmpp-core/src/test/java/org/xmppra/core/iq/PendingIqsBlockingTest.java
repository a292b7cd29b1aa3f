package org.xmppra.core.iq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.IqCancelledException;
import org.xmppra.IqErrorException;
import org.xmppra.IqTimeoutException;
import org.xmppra.Jid;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmppConnectionException;

/** Requests that their own thread waits for. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PendingIqsBlockingTest {
    private static final Jid PEER = Jid.of("peer@far.example/x");
    private static final Duration LONG = Duration.ofMinutes(5);

    private final IqStatistics statistics = new IqStatistics();
    private final PendingIqs pending =
            new PendingIqs(SessionIdentity.client(Jid.of("me@home.example/desk")), new NoTimer(), statistics);
    private final Iq request = Iq.get(PEER).query("urn:x").build();
    private final Iq result = Iq.result(request.id()).from(PEER).build();
    private final BlockingQueue<OutgoingRequest> wire = new ArrayBlockingQueue<>(1);

    @AfterEach
    void nothingIsKept() {
        assertThat(pending.size()).isZero();
    }

    @Test
    @Tag("IQ-8")
    void answerThatComesWhileSendingIsReturned() throws Exception {
        Iq answer = pending.awaitResponse(request, LONG, outgoing -> pending.complete(result));

        assertThat(answer).isSameAs(result);
    }

    @Test
    @Tag("IQ-8")
    void answerFromAnotherThreadWakesTheCaller() throws Exception {
        CompletableFuture<Iq> caller = inBackground(LONG);

        wire.take().markWritten();
        assertThat(pending.complete(result)).isTrue();

        assertThat(caller.get()).isSameAs(result);
        assertThat(statistics.snapshot().results()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-13")
    void errorAnswerIsThrown() throws Exception {
        Iq error = Iq.error(request.id(), StanzaError.of(StanzaErrorCondition.ITEM_NOT_FOUND))
                .from(PEER)
                .build();

        assertThatThrownBy(() -> pending.awaitResponse(request, LONG, outgoing -> pending.complete(error)))
                .isInstanceOfSatisfying(IqErrorException.class, e -> {
                    assertThat(e.condition()).isEqualTo(StanzaErrorCondition.ITEM_NOT_FOUND);
                    assertThat(e.response()).isSameAs(error);
                });
        assertThat(statistics.snapshot().errors()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-13")
    void silenceEndsAtTheCallersOwnDeadline() {
        long start = System.nanoTime();

        assertThatThrownBy(() -> pending.awaitResponse(request, Duration.ofMillis(30), OutgoingRequest::markWritten))
                .isInstanceOfSatisfying(
                        IqTimeoutException.class, e -> assertThat(e.request()).isSameAs(request));

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(30));
        assertThat(statistics.snapshot().timeouts()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-18")
    void forgedAnswerDoesNotWakeTheCaller() throws Exception {
        CompletableFuture<Iq> caller = inBackground(LONG);
        wire.take();

        pending.complete(Iq.result(request.id()).from(Jid.of("evil.example")).build());
        assertThat(caller).isNotDone();
        pending.complete(result);

        assertThat(caller.get()).isSameAs(result);
        assertThat(statistics.snapshot().spoofedResponses()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-23")
    void lossOfTheStreamWakesTheCallerAtOnce() throws Exception {
        CompletableFuture<Iq> caller = inBackground(LONG);
        wire.take().markWritten();

        pending.failAll(status -> new XmppConnectionException("lost", status));

        assertThatThrownBy(caller::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        XmppConnectionException.class,
                        e -> assertThat(e.deliveryStatus()).isEqualTo(DeliveryStatus.SENT_FATE_UNKNOWN));
    }

    @Test
    @Tag("IQ-13")
    void failedWriteWakesTheCaller() throws Exception {
        CompletableFuture<Iq> caller = inBackground(LONG);
        XmppConnectionException failed = new XmppConnectionException("not written", DeliveryStatus.NOT_SENT);

        assertThat(wire.take().fail(status -> failed)).isTrue();

        assertThatThrownBy(caller::get).cause().isSameAs(failed);
    }

    @Test
    @Tag("IQ-21")
    void interruptEndsTheWaitAndKeepsTheFlag() throws Exception {
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                pending.awaitResponse(request, LONG, wire::add);
            } catch (IqCancelledException e) {
                flag.complete(Thread.currentThread().isInterrupted());
            } catch (Exception e) {
                flag.completeExceptionally(e);
            }
        });
        caller.start();
        wire.take();

        caller.interrupt();

        assertThat(flag.get()).isTrue();
        assertThat(pending.size()).isZero();
        assertThat(statistics.snapshot().cancelled()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-21")
    void threadThatIsInterruptedAlreadySendsNothing() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> pending.awaitResponse(request, LONG, wire::add))
                .isInstanceOf(IqCancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(wire).isEmpty();
    }

    @Test
    @Tag("IQ-21")
    void sendThatThrowsLeavesNoEntry() {
        XmppConnectionException down = new XmppConnectionException("down", DeliveryStatus.NOT_SENT);

        assertThatThrownBy(() -> pending.awaitResponse(request, LONG, outgoing -> {
                    throw down;
                }))
                .isSameAs(down);
        assertThat(pending.size()).isZero();

        assertThatThrownBy(() -> pending.awaitResponse(request, LONG, outgoing -> {
                    throw new IllegalArgumentException("cannot be written");
                }))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private CompletableFuture<Iq> inBackground(Duration timeout) {
        CompletableFuture<Iq> answer = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        answer.complete(pending.awaitResponse(request, timeout, wire::add));
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                })
                .start();
        return answer;
    }
}
