package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.xmppra.testkit.session.SessionLab.LONG;
import static org.xmppra.testkit.session.SessionLab.PASSWORD;
import static org.xmppra.testkit.session.SessionLab.failure;
import static org.xmppra.testkit.session.SessionLab.get;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.Iq;
import org.xmppra.IqCancelledException;
import org.xmppra.IqErrorException;
import org.xmppra.IqTimeoutException;
import org.xmppra.IqType;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.session.XmppSession;
import org.xmppra.testkit.script.ComponentLogin;
import org.xmppra.testkit.script.Script;

/** Requests on a live session, answered rightly and wrongly. */
@Timeout(60)
class RequestTest {
    @RegisterExtension
    final SessionLab lab = new SessionLab();

    private static Script transcript(String name) {
        return Script.load(RequestTest.class, name);
    }

    private static String textOf(CompletableFuture<RequestOutcome> outcome) {
        return assertThat(get(outcome))
                .asInstanceOf(type(RequestOutcome.Answered.class))
                .actual()
                .response()
                .payload()
                .text();
    }

    @Test
    @Tag("IQ-8")
    void blockingRequestReturnsTheResult() {
        XmppSession session = lab.live();
        lab.peer()
                .play(Script.begin()
                        .expect("<iq type='get' id='q1' to='bob@example.org/home'><query xmlns='urn:example'/></iq>")
                        .send("<iq type='result' id='q1' from='bob@example.org/home'>"
                                + "<query xmlns='urn:example'>yes</query></iq>"));
        // Long enough to tell the answer from the deadline, at which it would be found, too.
        Iq result = get(lab.block(session, get("q1"), Duration.ofMinutes(10)));
        assertThat(result.payload().text()).isEqualTo("yes");
        assertThat(lab.counts().results()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-13")
    void errorIsThrownWithItsCondition() {
        XmppSession session = lab.live();
        lab.peer()
                .play(Script.begin()
                        .expect("<iq id='q1'/>")
                        .send("<iq type='error' id='q1' from='bob@example.org/home'><error type='cancel'>"
                                + "<item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"));
        assertThat(failure(lab.block(session, get("q1"), LONG)))
                .asInstanceOf(type(IqErrorException.class))
                .extracting(IqErrorException::condition)
                .isEqualTo(StanzaErrorCondition.ITEM_NOT_FOUND);
    }

    @Test
    @Tag("IQ-13")
    @Tag("IQ-21")
    void silenceOfThePeerIsATimeoutThatCarriesTheRequest() {
        XmppSession session = lab.live();
        Iq request = get("q1");
        assertThat(failure(lab.block(session, request, Duration.ofMillis(50))))
                .asInstanceOf(type(IqTimeoutException.class))
                .extracting(IqTimeoutException::request)
                .isEqualTo(request);
        assertThat(get(lab.ask(session, get("q2"), Duration.ofMillis(50)))).isInstanceOf(RequestOutcome.TimedOut.class);
        assertThat(session.pendingRequests()).isZero();
        assertThat(lab.counts().timeouts()).isEqualTo(2);
    }

    @Test
    @Tag("IQ-17")
    @Tag("IQ-18")
    void forgedResponsesAreCountedAndTheGenuineOneCompletesTheRequest() {
        XmppSession session = lab.live();
        CompletableFuture<RequestOutcome> outcome = lab.ask(session, get("q1"));
        lab.peer().play(transcript("forged.txt")).await();
        assertThat(outcome).isNotDone();
        assertThat(lab.counts().spoofedResponses()).isEqualTo(5);
        lab.peer().play(transcript("genuine.txt"));
        assertThat(textOf(outcome)).isEqualTo("genuine");
    }

    @Test
    @Tag("IQ-17")
    void responseForAnotherAddressOfAComponentDoesNotFit() {
        XmppSession session = lab.live(
                lab.config().component("echo.example.org").build(),
                new ComponentLogin("echo.example.org", PASSWORD).accepted());
        CompletableFuture<RequestOutcome> outcome = lab.ask(session, get("q1"));
        lab.peer()
                .play(Script.begin()
                        .expect("<iq type='get' id='q1' from='echo.example.org' to='bob@example.org/home'/>")
                        .send("<iq type='result' id='q1' from='bob@example.org/home' to='x@echo.example.org'/>")
                        .send("<iq type='get' id='seen' from='example.org' to='echo.example.org'>"
                                + "<ping xmlns='urn:xmpp:ping'/></iq>")
                        .expect("<iq type='result' id='seen' from='echo.example.org' to='example.org'/>"))
                .await();
        assertThat(outcome).isNotDone();
        lab.peer()
                .play(Script.begin()
                        .send("<iq type='result' id='q1' from='bob@example.org/home' to='echo.example.org'/>"));
        assertThat(get(outcome)).isInstanceOf(RequestOutcome.Answered.class);
    }

    @Test
    @Tag("IQ-17")
    void componentCannotAskNobody() {
        XmppSession session = lab.live(
                lab.config().component("echo.example.org").build(),
                new ComponentLogin("echo.example.org", PASSWORD).accepted());
        Iq request = Iq.get().query("urn:example").build();
        assertThatThrownBy(() -> session.request(request, LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'to'");
    }

    @ParameterizedTest
    @Tag("IQ-17")
    @ValueSource(strings = {"", "from='alice@example.org'", "from='alice@example.org/desk'", "from='example.org'"})
    void requestToNobodyIsAnsweredByTheAccountOrItsServer(String from) {
        XmppSession session = lab.live();
        lab.peer()
                .play(Script.begin()
                        .expect("<iq type='get' id='q1'/>")
                        .send("<iq type='result' id='q1' " + from + "/>"));
        Iq request = Iq.get().id("q1").query("urn:example").build();
        assertThat(get(lab.ask(session, request))).isInstanceOf(RequestOutcome.Answered.class);
    }

    @Test
    @Tag("IQ-19")
    void requestWithAPendingIdIsServedAndLeavesTheRequestPending() {
        XmppSession session = lab.live();
        CompletableFuture<RequestOutcome> outcome = lab.ask(session, get("q1"));
        lab.peer().play(transcript("collision.txt")).await();
        assertThat(outcome).isNotDone();
        lab.peer().play(transcript("genuine.txt"));
        assertThat(textOf(outcome)).isEqualTo("genuine");
    }

    @Test
    @Tag("IQ-19")
    void requestToOneselfIsAnsweredByOneself() {
        XmppSession session = lab.live();
        Iq request =
                Iq.get(session.jid()).payload("<ping xmlns='urn:xmpp:ping'/>").build();
        CompletableFuture<RequestOutcome> outcome = lab.ask(session, request);
        lab.peer().play(transcript("oneself.txt"));
        assertThat(get(outcome)).isInstanceOf(RequestOutcome.Answered.class);
        assertThat(lab.counts().requestsReceived()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-21")
    @Tag("IQ-22")
    void duplicateAndLateResponsesAreCountedAndNeverAnswered() {
        XmppSession session = lab.live();
        CompletableFuture<RequestOutcome> outcome = lab.ask(session, get("q1"));
        lab.peer().play(transcript("duplicate.txt")).await();
        assertThat(textOf(outcome)).isEqualTo("first");
        assertThat(lab.counts().lateResponses()).isEqualTo(3);
    }

    @Test
    @Tag("IQ-22")
    void responseAfterTheTimeoutIsLate() {
        XmppSession session = lab.live();
        assertThat(get(lab.ask(session, get("q1"), Duration.ofMillis(50)))).isInstanceOf(RequestOutcome.TimedOut.class);
        lab.peer()
                .play(Script.begin()
                        .expect("<iq id='q1'/>")
                        .send("<iq type='result' id='q1' from='bob@example.org/home'/>")
                        .play(SessionLab.seen()))
                .await();
        assertThat(lab.counts().lateResponses()).isEqualTo(1);
        assertThat(lab.logs().lines()).noneMatch(line -> line.contains("INFO") || line.contains("WARN"));
    }

    @Test
    @Tag("IQ-20")
    void idThatIsPendingAlreadyIsRefused() {
        XmppSession session = lab.live();
        CompletableFuture<RequestOutcome> outcome = lab.ask(session, get("q1"));
        assertThatThrownBy(() -> session.request(get("q1"), LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("q1");
        assertThat(session.pendingRequests()).isEqualTo(1);
        lab.peer()
                .play(Script.begin()
                        .expect("<iq id='q1'/>")
                        .send("<iq type='result' id='q1' from='bob@example.org/home'/>"));
        get(outcome);
    }

    @Test
    @Tag("IQ-14")
    void answerIsSentWithoutWaiting() throws Exception {
        XmppSession session = lab.live();
        Iq answer = Iq.result("r1").to(SessionLab.PEER).build();
        assertThat(session.request(answer, LONG)).isSameAs(answer);
        lab.peer()
                .play(Script.begin().expect("<iq type='result' id='r1' to='bob@example.org/home'/>"))
                .await();
        assertThat(answer.type()).isEqualTo(IqType.RESULT);
    }

    @Test
    @Tag("IQ-16")
    void blockingRequestOnAnEventLoopIsRefusedAtOnce() {
        XmppSession session = lab.live();
        lab.runtime().loops().forEach(loop -> {
            CompletableFuture<Iq> result = new CompletableFuture<>();
            loop.execute(() -> {
                try {
                    result.complete(session.request(get("q1"), LONG));
                } catch (Exception e) {
                    result.completeExceptionally(e);
                }
            });
            assertThat(failure(result))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("I/O thread");
        });
        lab.peer().play(SessionLab.seen()).await();
    }

    @Test
    @Tag("IQ-21")
    void interruptedCallerGivesTheRequestUpAndKeepsItsFlag() {
        XmppSession session = lab.live();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = lab.call(() -> {
            thread.complete(Thread.currentThread());
            assertThatThrownBy(() -> session.request(get("q1"), LONG)).isInstanceOf(IqCancelledException.class);
            return Thread.currentThread().isInterrupted();
        });
        lab.peer().play(Script.begin().expect("<iq id='q1'/>")).await();
        thread.join().interrupt();
        assertThat(get(interrupted)).isTrue();
        assertThat(session.pendingRequests()).isZero();
        assertThat(lab.counts().cancelled()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-20")
    void manyRequestsInFlightEachGetTheirOwnAnswer() {
        XmppSession session = lab.live();
        int many = 200;
        CompletableFuture<?>[] outcomes = new CompletableFuture<?>[many];
        Script backwards = Script.begin();
        for (int i = 0; i < many; i++) {
            outcomes[i] = lab.ask(session, get("q" + i));
            backwards = backwards.expect("<iq id='q" + i + "'/>");
        }
        for (int i = many - 1; i >= 0; i--) {
            backwards = backwards.send("<iq type='result' id='q" + i + "' from='bob@example.org/home'>"
                    + "<n xmlns='urn:example'>" + i + "</n></iq>");
        }
        lab.peer().play(backwards);
        for (int i = 0; i < many; i++) {
            RequestOutcome.Answered answered = (RequestOutcome.Answered) get(outcomes[i]);
            assertThat(answered.response().payload().text()).isEqualTo(String.valueOf(i));
        }
    }
}
