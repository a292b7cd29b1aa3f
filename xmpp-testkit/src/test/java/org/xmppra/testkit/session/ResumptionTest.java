package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.xmppra.testkit.session.SessionLab.LONG;
import static org.xmppra.testkit.session.SessionLab.PEER;
import static org.xmppra.testkit.session.SessionLab.failure;
import static org.xmppra.testkit.session.SessionLab.get;
import static org.xmppra.testkit.session.SessionLab.login;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.IqTimeoutException;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.core.iq.IqClaim;
import org.xmppra.core.iq.IqExchange;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.testkit.script.ManagedLogin;
import org.xmppra.testkit.script.Script;
import org.xmppra.testkit.script.ScriptedPeer;
import org.xmppra.testkit.script.Wire;

/** Sessions whose connection is cut, and that go on as if nothing had been (XEP-0198). */
@Timeout(60)
@Tag("ST-9")
class ResumptionTest {
    private static final ManagedLogin LOGIN = new ManagedLogin(login());
    private static final XmlElement BLOB =
            XmlElement.named("urn:example", "blob").text("x".repeat(100_000)).build();

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    private final News news = new News();
    private final List<IqExchange> taken = new CopyOnWriteArrayList<>();

    private XmppSession live() {
        return live(lab.config());
    }

    private XmppSession live(Configs config) {
        return live(config, LOGIN.enabled());
    }

    private XmppSession live(Configs config, String location) {
        return live(
                config,
                LOGIN.enabling()
                        .send("<enabled xmlns='urn:xmpp:sm:3' id='kept' resume='true' location='" + location + "'/>"));
    }

    private XmppSession live(Configs config, Script login) {
        lab.router().register(new IqClaim(Set.of(IqType.GET, IqType.SET), "urn:example", null), taken::add, "a test");
        XmppSession session = lab.live(config.build(), login);
        session.addListener(news);
        news.awaitLast("live");
        return session;
    }

    private void suspended(XmppSession session) {
        lab.peer().play(Script.begin().reset()).await();
        await().atMost(LONG).until(() -> session.state() == SessionState.SUSPENDED);
    }

    private static String result(String id) {
        return "<iq type='result' id='" + id + "' from='" + PEER + "'/>";
    }

    private static void answered(CompletableFuture<RequestOutcome> outcome) {
        assertThat(get(outcome)).isInstanceOf(RequestOutcome.Answered.class);
    }

    @Test
    @Tag("IQ-23")
    void requestsInFlightBothWaysNeverNotice() {
        XmppSession session = live();
        Jid address = session.jid();
        CompletableFuture<RequestOutcome> stage = lab.ask(session, get("q1"));
        lab.peer().play(Script.begin().expect("<iq id='q1'/>")).await();
        CompletableFuture<Iq> blocked = lab.block(session, get("q2"), LONG);
        lab.peer()
                .play(Script.begin()
                        .expect("<iq id='q2'/>")
                        .send("<iq type='get' id='in' from='" + PEER + "'><x xmlns='urn:example'/></iq>"))
                .await();
        await().atMost(LONG).until(() -> taken.size() == 1);
        suspended(session);
        assertThat(taken.get(0).answer(taken.get(0).request().reply())).isTrue();
        lab.peer()
                .play(Script.begin()
                        .acceptNext()
                        .play(LOGIN.resumed(2))
                        .expect("<iq type='result' id='in' to='" + PEER + "'/>")
                        .send(result("q2"))
                        .send(result("q1")))
                .await();
        answered(stage);
        assertThat(get(blocked).id()).isEqualTo("q2");
        assertThat(session.jid()).isEqualTo(address);
        assertThat(session.state()).isEqualTo(SessionState.LIVE);
        assertThat(news.words).containsExactly("live", "suspended", "resumed");
        assertThat(lab.counts().lost()).isZero();
        assertThat(lab.counts().answersDropped()).isZero();
        assertThat(lab.counts().resultsAnswered()).isEqualTo(1);
    }

    /** One of four was acknowledged before the cut, another is by the resumption, the others were lost with the stream. */
    @Test
    void unacknowledgedStanzasAreSentAgainInOrderBeforeNewOnes() {
        XmppSession session = live();
        List<CompletableFuture<RequestOutcome>> outcomes = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            outcomes.add(lab.ask(session, get("q" + i)));
        }
        lab.peer()
                .play(Script.begin()
                        .expect("<iq id='q1'/>")
                        .expect("<iq id='q2'/>")
                        .expect("<iq id='q3'/>")
                        .expect("<iq id='q4'/>")
                        .play(ManagedLogin.acknowledge("1"))
                        .play(SessionLab.seen()))
                .await();
        suspended(session);
        outcomes.add(lab.ask(session, get("q5")));
        lab.peer()
                .play(Script.begin()
                        .acceptNext()
                        .play(LOGIN.resumed(2))
                        .expect("<iq id='q3'/>")
                        .expect("<iq id='q4'/>")
                        .expect("<iq type='result' id='seen'/>")
                        .expect("<iq id='q5'/>")
                        .send(result("q1") + result("q2") + result("q3") + result("q4") + result("q5")))
                .await();
        outcomes.forEach(ResumptionTest::answered);
        assertThat(lab.counts().requestsSent()).isEqualTo(5);
    }

    @Test
    void sessionIsResumedAsOftenAsItIsCut() {
        XmppSession session = live();
        CompletableFuture<RequestOutcome> outcome = lab.ask(session, get("q1"));
        lab.peer().play(Script.begin().expect("<iq id='q1'/>")).await();
        for (int i = 0; i < 3; i++) {
            lab.peer()
                    .play(Script.begin()
                            .reset()
                            .acceptNext()
                            .play(LOGIN.resumed(0))
                            .expect("<iq id='q1'/>"))
                    .await();
        }
        lab.peer().play(Script.begin().send(result("q1"))).await();
        answered(outcome);
        assertThat(news.words)
                .containsExactly("live", "suspended", "resumed", "suspended", "resumed", "suspended", "resumed");
    }

    @Test
    void attemptsToResumeGoOnWhileThereIsTime() {
        XmppSession session = live();
        Script down = Script.begin().acceptNext().reset();
        lab.peer()
                .play(Script.begin()
                        .reset()
                        .repeat(3, down)
                        .acceptNext()
                        .play(LOGIN.resuming().reset())
                        .acceptNext()
                        .play(LOGIN.resumed(0))
                        .play(ManagedLogin.handled(0)))
                .await();
        news.awaitLast("resumed");
        assertThat(session.state()).isEqualTo(SessionState.LIVE);
        assertThat(news.words).filteredOn("failed: COMMUNICATION"::equals).hasSize(4);
        assertThat(news.words).doesNotContain("lost");
    }

    /** Stanzas of each kind count, elements of management do not; on the next stream the count goes on. */
    @Test
    void serverIsToldHowManyOfItsStanzasWereHandled() {
        live();
        lab.peer()
                .play(ManagedLogin.handled(0)
                        .send("<presence from='" + PEER + "'/><message from='" + PEER + "'/>" + result("nobodys"))
                        .play(ManagedLogin.handled(3))
                        .play(ManagedLogin.acknowledge("0"))
                        .play(SessionLab.seen())
                        .play(ManagedLogin.handled(4))
                        .reset()
                        .acceptNext()
                        .play(LOGIN.resuming())
                        .then(wire ->
                                assertThat(lab.peer().transcript()).contains("<resume xmlns='urn:xmpp:sm:3' h='4'"))
                        .send("<resumed xmlns='urn:xmpp:sm:3' previd='kept' h='1'/>")
                        .send("<presence from='" + PEER + "'/>")
                        .play(ManagedLogin.handled(5)))
                .await();
    }

    @Test
    @Tag("IQ-18")
    void secondResponseAfterAResumptionIsDropped() {
        XmppSession session = live();
        CompletableFuture<RequestOutcome> outcome = lab.ask(session, get("q1"));
        lab.peer()
                .play(Script.begin().expect("<iq id='q1'/>").send(result("q1")))
                .await();
        answered(outcome);
        lab.peer()
                .play(Script.begin()
                        .reset()
                        .acceptNext()
                        .play(LOGIN.resumed(1))
                        .send(result("q1"))
                        .play(SessionLab.seen()))
                .await();
        assertThat(lab.counts().lateResponses()).isEqualTo(1);
    }

    /** The server tells as much when it says that it has handled none: it gets the request again, its answer counts. */
    @Test
    void responseThatComesBeforeTheSecondSendingCounts() {
        XmppSession session = live();
        CompletableFuture<RequestOutcome> outcome = lab.ask(session, get("q1"));
        lab.peer()
                .play(Script.begin()
                        .expect("<iq id='q1'/>")
                        .reset()
                        .acceptNext()
                        .play(LOGIN.resumed(0))
                        .send(result("q1")))
                .await();
        answered(outcome);
        lab.peer()
                .play(Script.begin().expect("<iq id='q1'/>").send(result("q1")).play(SessionLab.seen()))
                .await();
        assertThat(lab.counts().results()).isEqualTo(1);
        assertThat(lab.counts().lateResponses()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-23")
    void waitersKeepTheirOwnDeadlinesWhileTheSessionIsSuspended() {
        XmppSession session = live();
        CompletableFuture<Iq> sent = lab.block(session, get("q1"), Duration.ofMillis(700));
        lab.peer().play(Script.begin().expect("<iq id='q1'/>")).await();
        suspended(session);
        CompletableFuture<Iq> queued = lab.block(session, get("q2"), Duration.ofMillis(100));
        CompletableFuture<RequestOutcome> listening = lab.ask(session, get("q3"), Duration.ofMillis(100));
        assertThat(failure(sent)).isInstanceOf(IqTimeoutException.class);
        assertThat(failure(queued)).isInstanceOf(IqTimeoutException.class);
        assertThat(get(listening)).isInstanceOf(RequestOutcome.TimedOut.class);
        assertThat(session.state()).isEqualTo(SessionState.SUSPENDED);
        lab.peer()
                .play(Script.begin().acceptNext().play(LOGIN.resumed(1)).play(SessionLab.seen()))
                .await();
        assertThat(lab.peer().transcript()).doesNotContain("q2").doesNotContain("q3");
    }

    @Test
    @Tag("ST-13")
    @Tag("IQ-13")
    void sendsThatWaitForAResumptionAreBounded() {
        XmppSession session = live();
        suspended(session);
        List<CompletableFuture<RequestOutcome>> waiting = new ArrayList<>();
        CompletableFuture<RequestOutcome> last = big(session);
        for (int i = 0; i < 100 && !last.isDone(); i++) {
            waiting.add(last);
            last = big(session);
        }
        assertThat(get(last))
                .asInstanceOf(type(RequestOutcome.ConnectionLost.class))
                .extracting(RequestOutcome.ConnectionLost::cause)
                .satisfies(cause -> assertThat(cause).hasMessageContaining("too much is waiting"))
                .satisfies(cause -> assertThat(cause.deliveryStatus()).isEqualTo(DeliveryStatus.NOT_SENT));
        assertThat(waiting).hasSizeBetween(30, 45);
        Script answer = Script.begin()
                .then(wire -> wire.put("big", nextStanza(wire).getAttribute("id")))
                .send("<iq type='result' id='${big}' from='" + PEER + "'/>");
        lab.peer()
                .play(Script.begin().acceptNext().play(LOGIN.resumed(0)).repeat(waiting.size() - 1, answer))
                .await();
        waiting.subList(0, waiting.size() - 1).forEach(ResumptionTest::answered);
        assertThat(waiting.get(waiting.size() - 1)).isNotDone();
        session.close(Duration.ZERO);
    }

    /** What comes between, asks for acknowledgements. */
    private static Element nextStanza(Wire wire) throws IOException {
        Element element = wire.nextElement();
        while (!element.getLocalName().equals("iq")) {
            element = wire.nextElement();
        }
        return element;
    }

    private CompletableFuture<RequestOutcome> big(XmppSession session) {
        return lab.ask(session, Iq.set(PEER).payload(BLOB).build(), Duration.ofMinutes(1));
    }

    @Test
    void callersWhoWaitForASuspendedSessionGetItWhenItIsResumed() {
        XmppSession session = live();
        suspended(session);
        CompletableFuture<Boolean> waiting = lab.call(() -> {
            session.awaitLive(LONG);
            return session.state() == SessionState.LIVE;
        });
        lab.peer().play(Script.begin().acceptNext().play(LOGIN.resumed(0))).await();
        assertThat(get(waiting)).isTrue();
    }

    @Test
    void presenceIsNotAnnouncedAgainUnlessItHasChanged() {
        XmppSession session = live(lab.config().announcing());
        lab.peer().play(Script.begin().expect("<presence/>")).await();
        suspended(session);
        lab.peer()
                .play(Script.begin().acceptNext().play(LOGIN.resumed(1)).play(SessionLab.seen()))
                .await();
        suspended(session);
        lab.router().register(IqClaim.of(IqType.GET, "urn:example:new", "query"), exchange -> {}, "test");
        lab.peer()
                .play(Script.begin().acceptNext().play(LOGIN.resumed(2)).expect("<presence/>"))
                .await();
    }

    @Test
    @Tag("ST-10")
    void signOfLifeIsAnAcknowledgement() {
        XmppSession session = live(lab.config().keepAlive(Duration.ofMillis(150)));
        Script alive = Script.begin().expect("<r xmlns='urn:xmpp:sm:3'/>").play(ManagedLogin.acknowledge("0"));
        lab.peer().play(Script.begin().repeat(4, alive)).await();
        assertThat(session.state()).isEqualTo(SessionState.LIVE);
        assertThat(lab.peer().transcript()).doesNotContain("urn:xmpp:ping");
    }

    /** A goodbye to a server that is only slow would end the session there. */
    @Test
    @Tag("ST-10")
    void silentServerIsLeftWithoutGoodbyeAndTheSessionResumed() {
        XmppSession session = live(lab.config().keepAlive(Duration.ofMillis(300)));
        CompletableFuture<RequestOutcome> outcome = lab.ask(session, get("q1"));
        lab.peer()
                .play(Script.begin()
                        .expect("<iq id='q1'/>")
                        .expect("<r xmlns='urn:xmpp:sm:3'/>")
                        .expectEnd()
                        .acceptNext()
                        .play(LOGIN.resumed(1))
                        .send(result("q1")))
                .await();
        answered(outcome);
        assertThat(lab.peer().transcript()).doesNotContain("C: </stream:stream>");
        session.close(Duration.ZERO);
    }

    /** The server is to keep the session for as long as the loss may go unnoticed here, and then for the window. */
    @Test
    void serverIsAskedToKeepTheSessionLongEnough() {
        live(lab.config().keepAlive(Duration.ofSeconds(60)).resumeWindow(Duration.ofSeconds(15)));
        assertThat(lab.peer().transcript()).contains("resume='true' max='135'");
    }

    @Test
    void serverMayPreferAnotherPlaceWhereThatIsSafe() {
        try (ScriptedPeer preferred = ScriptedPeer.start()) {
            preferred.play(LOGIN.resumed(0));
            XmppSession session = live(lab.config(), "127.0.0.1:" + preferred.port());
            lab.peer().play(Script.begin().reset()).await();
            preferred.await();
            news.awaitLast("resumed");
            session.close(Duration.ZERO);
        }
    }

    /** A name in a stream that TLS did not protect may be anybody's; what cannot be read leads nowhere. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1:5222", "not a place", ""})
    void placeThatIsNotSafeIsPassedOver(String location) {
        live(lab.config(), location);
        lab.peer()
                .play(Script.begin().reset().acceptNext().play(LOGIN.resumed(0)).play(SessionLab.seen()))
                .await();
        assertThat(news.words).containsExactly("live", "suspended", "resumed");
    }

    /** When it cannot be reached there, it is resumed where it was. */
    @Test
    void preferredPlaceIsTriedOnce() {
        live(lab.config(), "127.0.0.1:1");
        lab.peer()
                .play(Script.begin().reset().acceptNext().play(LOGIN.resumed(0)).play(SessionLab.seen()))
                .await();
        assertThat(news.words).containsExactly("live", "suspended", "failed: COMMUNICATION", "resumed");
    }

    @Test
    @Tag("ST-12")
    void goodbyeTellsWhatWasHandled() {
        XmppSession session = live();
        lab.peer()
                .play(SessionLab.seen())
                .play(Script.begin()
                        .expect("<a xmlns='urn:xmpp:sm:3' h='1'/>")
                        .expect("</stream:stream>")
                        .send("</stream:stream>")
                        .expectEnd());
        await().atMost(LONG).until(() -> lab.counts().resultsAnswered() == 1);
        session.close(LONG);
        lab.peer().await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:xmpp:sm:2", ""})
    void serverWithoutItIsAskedForNothing(String offered) {
        String feature = offered.isEmpty() ? "" : "<sm xmlns='" + offered + "'/>";
        lab.live(
                lab.config().build(),
                login().authenticated()
                        .send("<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>" + feature
                                + "</stream:features>")
                        .then(wire -> wire.put("bindId", wire.nextElement().getAttribute("id")))
                        .send("<iq type='result' id='${bindId}'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                                + "<jid>alice@example.org/desk</jid></bind></iq>")
                        .play(SessionLab.seen()));
        assertThat(lab.peer().transcript()).doesNotContain("<enable");
    }
}
