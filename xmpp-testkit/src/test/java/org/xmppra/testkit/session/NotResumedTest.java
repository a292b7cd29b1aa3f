package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.xmppra.testkit.session.SessionLab.LONG;
import static org.xmppra.testkit.session.SessionLab.PEER;
import static org.xmppra.testkit.session.SessionLab.failure;
import static org.xmppra.testkit.session.SessionLab.get;
import static org.xmppra.testkit.session.SessionLab.login;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.XmppConnectionException;
import org.xmppra.core.iq.IqClaim;
import org.xmppra.core.iq.IqExchange;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.testkit.script.ManagedLogin;
import org.xmppra.testkit.script.Script;

/** Managed sessions that die: what is pending learns what became of it (XEP-0198). */
@Timeout(60)
@Tag("ST-9")
class NotResumedTest {
    private static final ManagedLogin LOGIN = new ManagedLogin(login());
    private static final String IN = "<iq type='get' id='in' from='" + PEER + "'><x xmlns='urn:example'/></iq>";

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    private final News news = new News();
    private final List<IqExchange> taken = new CopyOnWriteArrayList<>();

    private XmppSession live(Configs config) {
        return live(config, LOGIN.enabled());
    }

    private XmppSession live(Configs config, Script script) {
        lab.router().register(new IqClaim(Set.of(IqType.GET, IqType.SET), "urn:example", null), taken::add, "a test");
        XmppSession session = lab.live(config.build(), script);
        session.addListener(news);
        news.awaitLast("live");
        return session;
    }

    private CompletableFuture<RequestOutcome> sent(XmppSession session, String id) {
        CompletableFuture<RequestOutcome> outcome = lab.ask(session, get(id), Duration.ofMinutes(10));
        lab.peer().play(Script.begin().expect("<iq id='" + id + "'/>")).await();
        return outcome;
    }

    private void suspended(XmppSession session) {
        lab.peer().play(Script.begin().reset()).await();
        await().atMost(LONG).until(() -> session.state() == SessionState.SUSPENDED);
    }

    private static DeliveryStatus status(CompletableFuture<RequestOutcome> outcome) {
        return lost(outcome).deliveryStatus();
    }

    private static XmppConnectionException lost(CompletableFuture<RequestOutcome> outcome) {
        assertThat(SessionLab.get(outcome)).isInstanceOf(RequestOutcome.ConnectionLost.class);
        return ((RequestOutcome.ConnectionLost) outcome.join()).cause();
    }

    @Test
    @Tag("IQ-13")
    @Tag("IQ-23")
    void refusalTellsWhatTheServerHadHandled() {
        XmppSession session = live(lab.config());
        CompletableFuture<RequestOutcome> first = sent(session, "q1");
        CompletableFuture<RequestOutcome> second = sent(session, "q2");
        suspended(session);
        CompletableFuture<RequestOutcome> third = lab.ask(session, get("q3"), Duration.ofMinutes(10));
        CompletableFuture<Iq> blocked = lab.block(session, get("q4"), Duration.ofMinutes(10));
        await().atMost(LONG).until(() -> session.pendingRequests() == 4);
        lab.peer().play(Script.begin().acceptNext().play(LOGIN.refused("h='1'")).expectEnd());
        assertThat(status(first)).isEqualTo(DeliveryStatus.ACKNOWLEDGED_UNANSWERED);
        assertThat(status(second)).isEqualTo(DeliveryStatus.SENT_FATE_UNKNOWN);
        assertThat(status(third)).isEqualTo(DeliveryStatus.NOT_SENT);
        assertThat(lost(first))
                .hasMessageContaining("could not be resumed: the server said item-not-found")
                .hasMessageContaining("the server has the request, but no answer came");
        assertThat(failure(blocked))
                .asInstanceOf(type(XmppConnectionException.class))
                .extracting(XmppConnectionException::deliveryStatus)
                .isEqualTo(DeliveryStatus.NOT_SENT);
        await().atMost(LONG).until(() -> session.state() == SessionState.DEAD);
        lab.peer().await();
        assertThat(news.words).startsWith("live", "suspended", "lost");
    }

    @ParameterizedTest
    @CsvSource({"'', ACKNOWLEDGED_UNANSWERED", "h='99', ACKNOWLEDGED_UNANSWERED"})
    @Tag("IQ-13")
    void refusalThatTellsNothingLeavesWhatWasAcknowledgedBefore(String h, DeliveryStatus expected) {
        XmppSession session = live(lab.config());
        CompletableFuture<RequestOutcome> first = sent(session, "q1");
        lab.peer().play(ManagedLogin.acknowledge("1")).await();
        CompletableFuture<RequestOutcome> second = sent(session, "q2");
        suspended(session);
        lab.peer()
                .play(Script.begin().acceptNext().play(LOGIN.refused(h)).expectEnd())
                .await();
        assertThat(status(first)).isEqualTo(expected);
        assertThat(status(second)).isEqualTo(DeliveryStatus.SENT_FATE_UNKNOWN);
    }

    /** The very stream on which the old session was refused carries the new one. */
    @Test
    void sessionThatReconnectsBindsAnewWhereItIsRefused() {
        XmppSession session = live(lab.config().reconnecting());
        CompletableFuture<RequestOutcome> old = sent(session, "q1");
        suspended(session);
        lab.peer()
                .play(Script.begin().acceptNext().play(LOGIN.refused("")).play(LOGIN.boundAnew()))
                .await();
        assertThat(status(old)).isEqualTo(DeliveryStatus.SENT_FATE_UNKNOWN);
        SessionLab.live(session);
        sent(session, "q2");
        assertThat(news.words).containsExactly("live", "suspended", "lost", "live");
        session.close(Duration.ZERO);
    }

    @Test
    void sessionThatReconnectsBindsAnewWhereTheServerDoesNotManageStreamsAnyMore() {
        XmppSession session = live(lab.config().reconnecting());
        suspended(session);
        lab.peer()
                .play(Script.begin().acceptNext().play(login().loggedIn()).play(SessionLab.seen()))
                .await();
        assertThat(news.words).containsExactly("live", "suspended", "lost", "live");
    }

    @Test
    void answersToRequestsOfADeadSessionAreDroppedAndCountedAndNeverSentOnTheNewOne() {
        XmppSession session = live(lab.config().reconnecting());
        lab.peer()
                .play(Script.begin().send(IN).send(IN.replace("'in'", "'in2'")))
                .await();
        await().atMost(LONG).until(() -> taken.size() == 2);
        suspended(session);
        assertThat(taken.get(0).answer(taken.get(0).request().reply())).isTrue();
        lab.peer()
                .play(Script.begin().acceptNext().play(LOGIN.refused("")).play(LOGIN.boundAnew()))
                .await();
        SessionLab.live(session);
        assertThat(taken.get(1).answer(taken.get(1).request().reply())).isTrue();
        lab.peer().play(SessionLab.seen()).await();
        assertThat(lab.counts().answersDropped()).isEqualTo(2);
        await().atMost(LONG).until(() -> lab.counts().resultsAnswered() == 1);
        assertThat(lab.peer().transcript()).doesNotContain("C: <iq type='result' id='in");
    }

    @Test
    @Tag("IQ-23")
    void sessionThatIsNotResumedInTimeDiesAndAllThatIsPendingFailsAtOnce() {
        XmppSession session = live(lab.config().resumeWindow(Duration.ofMillis(400)));
        CompletableFuture<RequestOutcome> outcome = sent(session, "q1");
        lab.peer().play(Script.begin().send(IN)).await();
        await().atMost(LONG).until(() -> taken.size() == 1);
        suspended(session);
        taken.get(0).answer(taken.get(0).request().reply());
        CompletableFuture<Boolean> waiting = lab.call(() -> {
            session.awaitLive(LONG);
            return true;
        });
        assertThat(lost(outcome)).hasMessageContaining("not within 400 ms");
        assertThat(session.state()).isEqualTo(SessionState.DEAD);
        assertThat(failure(waiting)).isInstanceOf(ConnectException.class);
        assertThat(lab.counts().answersDropped()).isEqualTo(1);
        assertThat(lab.counts().resultsAnswered()).isZero();
    }

    @Test
    void sessionIsNotSuspendedLongerThanTheServerKeepsIt() {
        XmppSession session = live(
                lab.config(),
                LOGIN.enabling().send("<enabled xmlns='urn:xmpp:sm:3' id='kept' resume='true' max='1'/>"));
        CompletableFuture<RequestOutcome> outcome = sent(session, "q1");
        suspended(session);
        assertThat(lost(outcome)).hasMessageContaining("not within 1000 ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<enabled xmlns='urn:xmpp:sm:3'/>",
                "<enabled xmlns='urn:xmpp:sm:3' id='kept' resume='true' max='0'/>"
            })
    @Tag("IQ-13")
    void serverThatOnlyAcknowledgesLetsTheSessionDieWithItsStream(String enabled) {
        XmppSession session = live(lab.config(), LOGIN.enabling().send(enabled));
        CompletableFuture<RequestOutcome> first = sent(session, "q1");
        lab.peer().play(ManagedLogin.acknowledge("1")).await();
        CompletableFuture<RequestOutcome> second = sent(session, "q2");
        lab.peer().play(Script.begin().reset()).await();
        assertThat(status(first)).isEqualTo(DeliveryStatus.ACKNOWLEDGED_UNANSWERED);
        assertThat(status(second)).isEqualTo(DeliveryStatus.SENT_FATE_UNKNOWN);
        assertThat(session.state()).isEqualTo(SessionState.DEAD);
        assertThat(news.words).containsExactly("live", "lost");
    }

    @Test
    void windowOfZeroSwitchesResumptionOffButNotAcknowledgements() {
        XmppSession session = live(lab.config().resumeWindow(Duration.ZERO));
        assertThat(lab.peer().transcript()).contains("<enable xmlns='urn:xmpp:sm:3'/>");
        CompletableFuture<RequestOutcome> outcome = sent(session, "q1");
        lab.peer().play(ManagedLogin.acknowledge("1")).play(SessionLab.seen()).await();
        lab.peer().play(Script.begin().reset()).await();
        assertThat(status(outcome)).isEqualTo(DeliveryStatus.ACKNOWLEDGED_UNANSWERED);
    }

    @Test
    @Tag("ST-10")
    void serverThatRefusesManagementServesWithoutIt() {
        XmppSession session = live(
                lab.config().keepAlive(Duration.ofMillis(150)),
                LOGIN.enabling()
                        .send("<failed xmlns='urn:xmpp:sm:3'><unexpected-request"
                                + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>"));
        lab.peer()
                .play(Script.begin()
                        .expect("<iq type='get' id='${ping}'><ping xmlns='urn:xmpp:ping'/></iq>")
                        .send("<iq type='result' id='${ping}' from='alice@example.org'/>")
                        .reset())
                .await();
        await().atMost(LONG).until(() -> session.state() == SessionState.DEAD);
        assertThat(news.words).containsExactly("live", "lost");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"GOODBYE", "STREAM_ERROR"})
    @Tag("ST-12")
    void sessionThatTheServerEndsIsNotResumed(LossTest.Loss loss) {
        XmppSession session = live(lab.config());
        CompletableFuture<RequestOutcome> outcome = sent(session, "q1");
        lab.peer().play(loss.script()).await();
        assertThat(status(outcome)).isEqualTo(DeliveryStatus.SENT_FATE_UNKNOWN);
        assertThat(news.words).containsExactly("live", "lost");
    }

    @Test
    @Tag("ST-11")
    void passwordThatIsNoLongerRightEndsTheAttempts() {
        XmppSession session = live(lab.config());
        CompletableFuture<RequestOutcome> outcome = sent(session, "q1");
        lab.peer()
                .play(Script.begin()
                        .reset()
                        .acceptNext()
                        .play(login().offered())
                        .then(wire -> wire.nextElement())
                        .send("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>")
                        .expectEnd())
                .await();
        assertThat(lost(outcome)).hasMessageContaining("not-authorized");
        assertThat(session.state()).isEqualTo(SessionState.DEAD);
    }

    @Test
    @Tag("IQ-23")
    void closingASuspendedSessionFailsWhatIsPendingAndEndsTheAttempts() {
        XmppSession session = live(lab.config());
        CompletableFuture<RequestOutcome> sent = sent(session, "q1");
        lab.peer().play(Script.begin().send(IN)).await();
        await().atMost(LONG).until(() -> taken.size() == 1);
        suspended(session);
        taken.get(0).answer(taken.get(0).request().reply());
        CompletableFuture<RequestOutcome> queued = lab.ask(session, get("q2"));
        session.close(LONG);
        assertThat(sent).isDone();
        assertThat(status(sent)).isEqualTo(DeliveryStatus.SENT_FATE_UNKNOWN);
        assertThat(status(queued)).isEqualTo(DeliveryStatus.NOT_SENT);
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
        assertThat(lab.counts().answersDropped()).isEqualTo(1);
        assertThat(catchThrowableOfType(XmppConnectionException.class, () -> session.request(get("q3"), LONG))
                        .deliveryStatus())
                .isEqualTo(DeliveryStatus.NOT_SENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "one", "4294967296"})
    @Tag("ST-12")
    void acknowledgementThatIsNoCountEndsTheStream(String h) {
        XmppSession session = live(lab.config());
        CompletableFuture<RequestOutcome> outcome = sent(session, "q1");
        lab.peer()
                .play(ManagedLogin.acknowledge(h)
                        .expectText("<bad-format xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>")
                        .expectText("</stream:stream>")
                        .expectEnd())
                .await();
        assertThat(status(outcome)).isEqualTo(DeliveryStatus.SENT_FATE_UNKNOWN);
        assertThat(session.state()).isEqualTo(SessionState.DEAD);
    }

    @Test
    @Tag("ST-12")
    void moreAcknowledgedThanWasSentEndsTheStreamAndTheSession() {
        XmppSession session = live(lab.config());
        CompletableFuture<RequestOutcome> outcome = sent(session, "q1");
        lab.peer()
                .play(ManagedLogin.acknowledge("2")
                        .expectText("<undefined-condition xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>")
                        .expectText("<handled-count-too-high xmlns='urn:xmpp:sm:3' h='2' send-count='1'/>")
                        .expectText("</stream:stream>")
                        .expectEnd())
                .await();
        assertThat(status(outcome)).isEqualTo(DeliveryStatus.SENT_FATE_UNKNOWN);
        assertThat(session.state()).isEqualTo(SessionState.DEAD);
    }

    @Test
    @Tag("ST-12")
    void moreAcknowledgedByAResumptionThanWasSentEndsTheStreamAndTheSession() {
        XmppSession session = live(lab.config());
        CompletableFuture<RequestOutcome> outcome = sent(session, "q1");
        lab.peer()
                .play(Script.begin()
                        .reset()
                        .acceptNext()
                        .play(LOGIN.resumed(2))
                        .expectText("handled-count-too-high")
                        .expectText("</stream:stream>")
                        .expectEnd())
                .await();
        assertThat(status(outcome)).isEqualTo(DeliveryStatus.SENT_FATE_UNKNOWN);
        assertThat(session.state()).isEqualTo(SessionState.DEAD);
        assertThat(news.words).containsExactly("live", "suspended", "lost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<resumed xmlns='urn:xmpp:sm:3' previd='another' h='0'/>",
                "<resumed xmlns='urn:xmpp:sm:3' previd='kept'/>",
                "<presence/>"
            })
    void nonsenseInPlaceOfAResumptionIsAFailedAttempt(String nonsense) {
        XmppSession session = live(lab.config());
        CompletableFuture<RequestOutcome> outcome = sent(session, "q1");
        lab.peer()
                .play(Script.begin()
                        .reset()
                        .acceptNext()
                        .play(LOGIN.resuming())
                        .send(nonsense)
                        .expectEnd()
                        .acceptNext()
                        .play(LOGIN.refused("h='1'"))
                        .expectEnd())
                .await();
        assertThat(status(outcome)).isEqualTo(DeliveryStatus.ACKNOWLEDGED_UNANSWERED);
    }
}
