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
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.XmlElement;
import org.xmppra.XmppConnectionException;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.testkit.script.ComponentLogin;
import org.xmppra.testkit.script.Script;

/** Streams that end while requests are pending. */
@Timeout(60)
class LossTest {
    private static final Duration KEEP_ALIVE = Duration.ofMillis(150);

    private static final XmlElement BLOB =
            XmlElement.named("urn:example", "blob").text("x".repeat(100_000)).build();

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    private static Iq big() {
        return Iq.set(SessionLab.PEER).payload(BLOB).build();
    }

    /** How a server ends a stream, and what the caller reads about it. */
    enum Loss {
        CUT("connection was lost"),
        CLOSE_WITHOUT_GOODBYE("connection was lost"),
        RESET("connection was lost"),
        GOODBYE("the server closed the stream"),
        STREAM_ERROR("system-shutdown");

        private final String reason;

        Loss(String reason) {
            this.reason = reason;
        }

        Script script() {
            Script begin = Script.begin();
            return switch (this) {
                case CUT ->
                    begin.send("<iq type='result' id='q1' from='bob@exam").close();
                case CLOSE_WITHOUT_GOODBYE -> begin.close();
                case RESET -> begin.reset();
                case GOODBYE -> end("</stream:stream>");
                case STREAM_ERROR ->
                    end("<stream:error><system-shutdown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>"
                            + "</stream:stream>");
            };
        }

        private static Script end(String lastWords) {
            return Script.begin().send(lastWords).expect("</stream:stream>").expectEnd();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("IQ-13")
    @Tag("IQ-23")
    @Tag("ST-12")
    void pendingRequestsFailAtOnceWithAnUnknownFate(Loss loss) {
        XmppSession session = lab.live();
        CompletableFuture<Iq> blocking = lab.block(session, get("q1"), Duration.ofMinutes(10));
        lab.peer().play(Script.begin().expect("<iq id='q1'/>")).await();
        CompletableFuture<RequestOutcome> listening = lab.ask(session, get("q2"), Duration.ofMinutes(10));
        lab.peer().play(Script.begin().expect("<iq id='q2'/>").play(loss.script()));
        assertThat(failure(blocking))
                .hasMessageContaining(loss.reason)
                .hasMessageContaining("its fate is unknown")
                .asInstanceOf(type(XmppConnectionException.class))
                .extracting(XmppConnectionException::deliveryStatus)
                .isEqualTo(DeliveryStatus.SENT_FATE_UNKNOWN);
        assertThat(get(listening)).isInstanceOf(RequestOutcome.ConnectionLost.class);
        await().atMost(LONG).until(() -> session.state() == SessionState.DEAD);
        assertThat(lab.counts().lost()).isEqualTo(2);
        lab.peer().await();
    }

    /** The last words: an answer, and what ends the stream with no more to be read. */
    @ParameterizedTest
    @ValueSource(strings = {"</stream:stream>", "<oops>", "<a", "<!-- no -->", "<oops></wrong>"})
    @Tag("IQ-13")
    void answerThatCameWithTheEndOfTheStreamIsReturned(String end) {
        XmppSession session = lab.live();
        CompletableFuture<Iq> answered = lab.block(session, get("q1"), Duration.ofMinutes(10));
        lab.peer()
                .play(Script.begin()
                        .expect("<iq id='q1'/>")
                        .send("<iq type='result' id='q1' from='bob@example.org/home'/>" + end)
                        .close());

        assertThat(get(answered).type()).isEqualTo(IqType.RESULT);
        await().atMost(LONG).until(() -> session.state() == SessionState.DEAD);
    }

    @Test
    @Tag("IQ-13")
    void requestOnADeadSessionWasNotSent() {
        XmppSession session = lab.live();
        lab.peer().play(Script.begin().reset());
        await().atMost(LONG).until(() -> session.state() == SessionState.DEAD);
        assertThatThrownBy(() -> session.request(get("q1"), LONG))
                .hasMessageContaining("no live session")
                .hasMessageContaining("connection was lost")
                .asInstanceOf(type(XmppConnectionException.class))
                .extracting(XmppConnectionException::deliveryStatus)
                .isEqualTo(DeliveryStatus.NOT_SENT);
        assertThat(get(lab.ask(session, get("q2"))))
                .asInstanceOf(type(RequestOutcome.ConnectionLost.class))
                .extracting(lost -> lost.cause().deliveryStatus())
                .isEqualTo(DeliveryStatus.NOT_SENT);
    }

    @Test
    @Tag("ST-10")
    @Tag("IQ-23")
    void silentServerIsAskedForASignOfLifeAndThenGivenUpThoughARequestIsPending() {
        XmppSession session = lab.live(lab.config().keepAlive(KEEP_ALIVE).build(), login().loggedIn());
        CompletableFuture<RequestOutcome> outcome = lab.ask(session, get("q1"), Duration.ofMinutes(10));
        lab.peer()
                .play(Script.begin()
                        .expect("<iq id='q1'/>")
                        .expect("<iq type='get'><ping xmlns='urn:xmpp:ping'/></iq>")
                        .expectEnd())
                .await();
        assertThat(get(outcome))
                .asInstanceOf(type(RequestOutcome.ConnectionLost.class))
                .extracting(lost -> lost.cause().getMessage())
                .asString()
                .contains("no sign of life");
    }

    @Test
    @Tag("ST-10")
    void anyAnswerIsASignOfLifeErrorsIncluded() {
        XmppSession session = lab.live(lab.config().keepAlive(KEEP_ALIVE).build(), login().loggedIn());
        Script error = Script.begin()
                .then(wire -> wire.put("ping", wire.nextElement().getAttribute("id")))
                .send("<iq type='error' id='${ping}' from='example.org'><error type='cancel'>"
                        + "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
        lab.peer().play(Script.begin().repeat(4, error)).await();
        assertThat(session.state()).isEqualTo(SessionState.LIVE);
    }

    @Test
    @Tag("ST-10")
    void whiteSpaceIsNoSignOfLife() {
        XmppSession session = lab.live(lab.config().keepAlive(KEEP_ALIVE).build(), login().loggedIn());
        Script blanks = Script.begin().send(" ").pause(Duration.ofMillis(20));
        lab.peer()
                .play(Script.begin()
                        .repeat(8, blanks)
                        .expectText("urn:xmpp:ping")
                        .expectEnd());
        await().atMost(LONG).until(() -> session.state() == SessionState.DEAD);
        lab.peer().await();
    }

    @Test
    @Tag("ST-10")
    void componentAsksItsOwnAddressForASignOfLife() {
        lab.live(
                lab.config().component("echo.example.org").keepAlive(KEEP_ALIVE).build(),
                new ComponentLogin("echo.example.org", SessionLab.PASSWORD).accepted());
        lab.peer()
                .play(Script.begin()
                        .expect("<iq type='get' id='${ping}' from='echo.example.org' to='echo.example.org'>"
                                + "<ping xmlns='urn:xmpp:ping'/></iq>"))
                .await();
    }

    /** The kernels take some of it, the session's queue the rest, until it is full. */
    @Test
    @Tag("ST-10")
    @Tag("ST-13")
    void serverThatNoLongerReadsIsGivenUpAndLeavesNoChannelBehind() {
        XmppSession session =
                lab.live(lab.config().keepAlive(Duration.ofSeconds(2)).build(), login().loggedIn());
        XmppConnectionException refusal = null;
        for (int i = 0; i < 1_000 && refusal == null; i++) {
            CompletableFuture<RequestOutcome> outcome = lab.ask(session, big(), Duration.ofMinutes(10));
            if (outcome.getNow(null) instanceof RequestOutcome.ConnectionLost lost) {
                refusal = lost.cause();
            }
        }
        assertThat(refusal).hasMessageContaining("the server takes no more");
        assertThat(refusal.deliveryStatus()).isEqualTo(DeliveryStatus.NOT_SENT);
        assertThat(session.state()).isEqualTo(SessionState.LIVE);
        await().atMost(LONG).until(() -> session.state() == SessionState.DEAD);
        LeakCheck.noChannels(lab.runtime().loops());
    }
}
