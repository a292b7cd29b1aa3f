package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.IqType;
import org.xmppra.core.iq.IqClaim;
import org.xmppra.core.iq.IqExchange;
import org.xmppra.core.iq.Registration;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.testkit.script.Script;

/** What a live session receives of its own accord: each request is answered exactly once, all else never. */
@Timeout(60)
class ServingTest {
    private static final IqClaim ANY = new IqClaim(Set.of(IqType.GET, IqType.SET), "urn:example", null);
    private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    private static String error(String id, String type, String condition) {
        return "<iq type='error' id='" + id + "' to='bob@example.org/home'><error type='" + type + "'><" + condition
                + " xmlns='" + STANZAS + "'/></error></iq>";
    }

    @Test
    @Tag("IQ-25")
    void unknownNamespaceIsServiceUnavailable() {
        lab.live();
        lab.peer()
                .play(Script.begin()
                        .send("<iq type='get' id='a' from='bob@example.org/home'><x xmlns='urn:unknown'/></iq>")
                        .expect(error("a", "cancel", "service-unavailable"))
                        .play(SessionLab.seen()))
                .await();
    }

    @Test
    @Tag("IQ-25")
    void malformedRequestsAreBadRequestsWhereAnAnswerIsPossible() {
        lab.live();
        lab.peer().play(Script.load(ServingTest.class, "malformed.txt")).await();
        assertThat(lab.counts().malformedReceived()).isEqualTo(6);
    }

    @Test
    @Tag("IQ-38")
    void messagesAndPresenceAreCountedAndDropped() {
        lab.live();
        lab.peer()
                .play(Script.begin()
                        .send("<message from='bob@example.org/home'><body>hello</body></message>")
                        .send("<message type='error' id='m' from='bob@example.org/home'/>")
                        .send("<presence from='bob@example.org' type='subscribe' id='p'/>")
                        .play(SessionLab.seen()))
                .await();
        assertThat(lab.counts().messagesDropped()).isEqualTo(2);
        assertThat(lab.counts().presenceDropped()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-25")
    @Tag("IQ-28")
    void secondAnswerNeverReachesTheWire() {
        lab.router()
                .register(
                        ANY,
                        exchange -> {
                            exchange.answer(exchange.request().reply());
                            assertThat(exchange.answer(exchange.request().reply()))
                                    .isFalse();
                        },
                        "a test");
        lab.live();
        lab.peer()
                .play(Script.begin()
                        .send("<iq type='get' id='a' from='bob@example.org/home'><x xmlns='urn:example'/></iq>")
                        .expect("<iq type='result' id='a' to='bob@example.org/home'/>")
                        .play(SessionLab.seen()))
                .await();
        assertThat(lab.counts().secondAnswersRefused()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-29")
    void handlerThatThrowsIsAnsweredForAndTheStreamGoesOn() {
        lab.router()
                .register(
                        ANY,
                        exchange -> {
                            throw new IllegalStateException("told to nobody");
                        },
                        "a test");
        lab.live();
        lab.peer()
                .play(Script.begin()
                        .send("<iq type='set' id='a' from='bob@example.org/home'><x xmlns='urn:example'/></iq>")
                        .expect(error("a", "cancel", "internal-server-error"))
                        .play(SessionLab.seen()))
                .await();
        assertThat(lab.peer().transcript()).doesNotContain("told to nobody");
    }

    @Test
    @Tag("IQ-20")
    @Tag("IQ-25")
    void requestsOfManyPeersMayCarryOneId() {
        lab.live();
        Script script = Script.begin();
        for (String peer : new String[] {"a@example.org/1", "b@example.org/2", "c.example.org"}) {
            script = script.send("<iq type='get' id='same' from='" + peer + "'><ping xmlns='urn:xmpp:ping'/></iq>");
        }
        for (String peer : new String[] {"a@example.org/1", "b@example.org/2", "c.example.org"}) {
            script = script.expect("<iq type='result' id='same' to='" + peer + "'/>");
        }
        lab.peer().play(script).await();
    }

    @Test
    @Tag("ST-9")
    void answerToARequestOfALostStreamIsDroppedAndCounted() {
        IqExchange[] taken = new IqExchange[1];
        lab.router().register(ANY, exchange -> taken[0] = exchange, "a test");
        XmppSession session =
                lab.live(lab.config().reconnecting().build(), SessionLab.login().loggedIn());
        lab.peer()
                .play(Script.begin()
                        .send("<iq type='get' id='a' from='bob@example.org/home'><x xmlns='urn:example'/></iq>")
                        .play(SessionLab.seen())
                        .reset()
                        .acceptNext()
                        .play(SessionLab.login().loggedIn()))
                .await();
        SessionLab.live(session);
        assertThat(taken[0].answer(taken[0].request().reply())).isTrue();
        lab.peer().play(SessionLab.seen()).await();
        assertThat(lab.counts().answersDropped()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-33")
    void presenceFollowsTheHandlersThatComeAndGo() {
        XmppSession session = lab.live(
                lab.config().announcing().build(),
                SessionLab.login()
                        .loggedIn()
                        .expect(
                                "<presence><priority>-1</priority><c xmlns='http://jabber.org/protocol/caps' ver='${before}'/></presence>"));
        lab.peer()
                .play(
                        Script.begin()
                                .expect(
                                        "<presence><priority>-1</priority><c xmlns='http://jabber.org/protocol/caps' ver='${with}'/></presence>")
                                .expect(
                                        "<presence><priority>-1</priority><c xmlns='http://jabber.org/protocol/caps' ver='${before}'/></presence>"));

        Registration handler =
                lab.router().register(IqClaim.of(IqType.GET, "urn:example:new", "query"), exchange -> {}, "test");
        await().until(() -> lab.peer().transcript().split("<presence", -1).length > 2);
        handler.close();
        lab.peer().await();

        assertThat(lab.peer().captured("with")).isNotEqualTo(lab.peer().captured("before"));
        assertThat(session.state()).isEqualTo(SessionState.LIVE);
    }
}
