package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.xmppra.testkit.session.SessionLab.LONG;
import static org.xmppra.testkit.session.SessionLab.failure;
import static org.xmppra.testkit.session.SessionLab.get;
import static org.xmppra.testkit.session.SessionLab.login;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.XmppConnectionException;
import org.xmppra.core.iq.IqClaim;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.testkit.script.Script;

/** The end that this side wants. */
@Timeout(60)
class CloseTest {
    @RegisterExtension
    final SessionLab lab = new SessionLab();

    @Test
    @Tag("ST-12")
    void goodbyeIsSaidAndAnswered() {
        XmppSession session = lab.live();
        lab.peer()
                .play(Script.begin()
                        .expect("</stream:stream>")
                        .send("</stream:stream>")
                        .expectEnd());
        session.close(LONG);
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
        lab.peer().await();
    }

    @Test
    @Tag("ST-12")
    void serverThatDoesNotSayGoodbyeIsWaitedForABoundedTime() {
        XmppSession session = lab.live();
        lab.peer().play(Script.begin().expect("</stream:stream>").expectEnd());
        long before = System.nanoTime();
        session.close(Duration.ofMillis(300));
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(290), Duration.ofSeconds(8));
        lab.peer().await();
    }

    @Test
    @Tag("IQ-23")
    void pendingRequestsFailBeforeTheServerAnswersTheGoodbye() {
        XmppSession session = lab.live();
        CompletableFuture<Iq> outcome = lab.block(session, get("q1"), Duration.ofMinutes(10));
        lab.peer().play(Script.begin().expect("<iq id='q1'/>")).await();
        CompletableFuture<Boolean> closed = lab.call(() -> {
            session.close(LONG);
            return true;
        });
        lab.peer().play(Script.begin().expect("</stream:stream>")).await();
        assertThat(failure(outcome))
                .hasMessageContaining("the session was closed")
                .asInstanceOf(type(XmppConnectionException.class))
                .extracting(XmppConnectionException::deliveryStatus)
                .isEqualTo(DeliveryStatus.SENT_FATE_UNKNOWN);
        assertThat(closed).isNotDone();
        lab.peer().play(Script.begin().send("</stream:stream>").expectEnd()).await();
        assertThat(get(closed)).isTrue();
    }

    @Test
    @Tag("ST-12")
    void nothingIsSentAfterTheGoodbye() {
        XmppSession session = lab.live();
        CompletableFuture<Boolean> closed = lab.call(() -> {
            session.close(LONG);
            return true;
        });
        lab.peer()
                .play(Script.begin()
                        .expect("</stream:stream>")
                        .send("<iq type='get' id='late' from='bob@example.org/home'>"
                                + "<ping xmlns='urn:xmpp:ping'/></iq>"))
                .await();
        await().atMost(LONG).until(() -> lab.counts().answersDropped() == 1);
        assertThatThrownBy(() -> session.request(get("q1"), LONG))
                .asInstanceOf(type(XmppConnectionException.class))
                .extracting(XmppConnectionException::deliveryStatus)
                .isEqualTo(DeliveryStatus.NOT_SENT);
        lab.peer().play(Script.begin().send("</stream:stream>").expectEnd()).await();
        assertThat(lab.peer().transcript())
                .doesNotContain("C: <iq type='result'")
                .doesNotContain("q1");
        assertThat(get(closed)).isTrue();
    }

    @Test
    @Tag("IQ-25")
    @Tag("RA-10")
    void answersThatWaitToBeWrittenGoBeforeTheGoodbye() {
        CompletableFuture<XmppSession> live = new CompletableFuture<>();
        lab.router()
                .register(
                        IqClaim.of(IqType.GET, "urn:example", "x"),
                        exchange -> {
                            live.join().close(LONG);
                            exchange.answer(exchange.request().reply());
                        },
                        "a test");
        live.complete(lab.live());
        lab.peer()
                .play(Script.begin()
                        .send("<iq type='get' id='a' from='bob@example.org/home'><x xmlns='urn:example'/></iq>")
                        .expect("<iq type='result' id='a' to='bob@example.org/home'/>")
                        .expect("</stream:stream>")
                        .send("</stream:stream>")
                        .expectEnd())
                .await();
        assertThat(lab.counts().answersDropped()).isZero();
    }

    @Test
    void closingAgainIsHarmless() {
        XmppSession session = lab.live();
        lab.peer()
                .play(Script.begin()
                        .expect("</stream:stream>")
                        .send("</stream:stream>")
                        .expectEnd());
        session.close(LONG);
        session.close(LONG);
        session.close();
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void closingWhileItConnectsEndsTheAttempt(Conversations.Silence silence) {
        lab.peer().play(silence.script());
        XmppSession session =
                lab.open(silence.configure(lab.config().reconnecting().connectTimeout(Duration.ofMinutes(5)))
                        .build());
        CompletableFuture<Boolean> live = lab.call(() -> {
            session.awaitLive(LONG);
            return true;
        });
        lab.peer().await();
        session.close(LONG);
        assertThat(failure(live)).isInstanceOf(ConnectException.class).hasMessageContaining("CLOSED");
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
        if (silence != Conversations.Silence.SILENT) {
            lab.peer().play(Script.begin().expectEnd()).await();
        }
    }

    @Test
    @Tag("ST-11")
    void closingWakesTheSleeperBetweenAttempts() {
        lab.peer().play(login().refused().expectEnd());
        XmppSession session = lab.open(
                lab.config().password("wrong").reconnecting(Duration.ofHours(1)).build());
        SessionLab.refusal(session);
        session.close(LONG);
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
        assertThatThrownBy(() -> session.awaitLive(LONG)).isInstanceOf(ConnectException.class);
    }

    @Test
    void closingADeadSessionIsHarmless() {
        XmppSession session = lab.live();
        lab.peer().play(Script.begin().reset());
        await().atMost(LONG).until(() -> session.state() == SessionState.DEAD);
        session.close(LONG);
        assertThat(session.state()).isEqualTo(SessionState.DEAD);
    }

    @Test
    void closingOnAnEventLoopDoesNotBlockIt() {
        XmppSession session = lab.live();
        lab.peer()
                .play(Script.begin()
                        .expect("</stream:stream>")
                        .send("</stream:stream>")
                        .expectEnd());
        lab.runtime().loops().forEach(loop -> loop.execute(() -> session.close(LONG)));
        lab.peer().await();
    }
}
