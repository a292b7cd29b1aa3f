package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.xmppra.testkit.session.SessionLab.LONG;
import static org.xmppra.testkit.session.SessionLab.get;
import static org.xmppra.testkit.session.SessionLab.login;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.Jid;
import org.xmppra.XmppException;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.ConnectException.Kind;
import org.xmppra.core.session.SessionListener;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.testkit.script.ComponentLogin;
import org.xmppra.testkit.script.Script;

/** Sessions that come back, and those that had better not. */
@Timeout(60)
class ReconnectTest {
    private static final String CONFLICT =
            "<stream:error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>";

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    /** The peer begins when the listener listens. */
    private XmppSession opened(News news, Script script) {
        XmppSession session = lab.open(lab.config().reconnecting().build());
        session.addListener(news);
        lab.peer().play(script);
        return session;
    }

    @Test
    @Tag("ST-11")
    void lostStreamIsReplacedAndWorks() {
        News news = new News();
        XmppSession session = opened(
                news,
                login().loggedIn()
                        .reset()
                        .acceptNext()
                        .play(login().loggedIn())
                        .expect("<iq id='q1'/>")
                        .send("<iq type='result' id='q1' from='bob@example.org/home'/>"));
        await().atMost(LONG).until(() -> news.words.equals(List.of("live", "lost", "live")));
        CompletableFuture<RequestOutcome> outcome = lab.ask(session, get("q1"));
        assertThat(get(outcome)).isInstanceOf(RequestOutcome.Answered.class);
        assertThat(session.state()).isEqualTo(SessionState.LIVE);
    }

    @Test
    @Tag("ST-11")
    void listenerThatComesAfterTheLossIsToldOfIt() {
        lab.peer().play(login().loggedIn().reset());
        XmppSession session = lab.open(lab.config().build());
        await().atMost(LONG).until(() -> session.state() == SessionState.DEAD);
        News news = new News();
        session.addListener(news);
        session.addListener(news);
        news.awaitLast("lost");
        assertThat(news.words).containsExactly("lost");
    }

    @Test
    @Tag("ST-11")
    void serverThatIsDownForAWhileIsTriedUntilItIsBack() {
        News news = new News();
        Script down = Script.begin().acceptNext().reset();
        opened(news, Script.begin().repeat(5, down).acceptNext().play(login().loggedIn()));
        news.awaitLast("live");
        assertThat(news.words)
                .containsExactly(
                        "failed: COMMUNICATION",
                        "failed: COMMUNICATION",
                        "failed: COMMUNICATION",
                        "failed: COMMUNICATION",
                        "failed: COMMUNICATION",
                        "live");
    }

    @Test
    @Tag("ST-11")
    void exactResourceLostToAnotherSessionIsNotFetchedBackAtOnce() {
        News news = new News();
        XmppSession session = opened(
                news,
                login().loggedIn().send(CONFLICT).expect("</stream:stream>").expectEnd());
        news.awaitLast("lost");
        ConnectException refusal = SessionLab.refusal(session);
        assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refusal).hasMessageContaining("another session uses this resource");
        assertThat(session.state()).isEqualTo(SessionState.CONNECTING);
        noMoreConnections();
    }

    @Test
    @Tag("ST-11")
    @Tag("ST-14")
    void exactResourceThatAnotherSessionHoldsIsNotAskedForAgainAtOnce() {
        News news = new News();
        XmppSession session = opened(news, Conversations.bindConflict());
        news.awaitLast("failed: CONFLICT");
        assertThat(SessionLab.refusal(session).kind()).isEqualTo(Kind.CONFLICT);
        noMoreConnections();
    }

    @Test
    @Tag("ST-11")
    void wrongPasswordIsNotTriedAgainAtOnce() {
        News news = new News();
        XmppSession session =
                lab.open(lab.config().password("wrong").reconnecting().build());
        session.addListener(news);
        lab.peer().play(login().refused().expectEnd());
        news.awaitLast("failed: SECURITY");
        noMoreConnections();
    }

    /** Twenty of the longest delays that a transient failure has pass, and then nobody waits to be let in. */
    private void noMoreConnections() {
        lab.peer()
                .play(Script.begin().pause(Duration.ofSeconds(1)).then(wire -> {
                    try (Socket probe = new Socket(lab.peer().host(), lab.peer().port())) {
                        wire.accept();
                        probe.getOutputStream().write("probe".getBytes(StandardCharsets.US_ASCII));
                        wire.send("probed");
                        assertThat(probe.getInputStream().readNBytes(6))
                                .asString()
                                .isEqualTo("probed");
                    }
                }))
                .await();
    }

    @Test
    @Tag("ST-11")
    void conflictOfAComponentIsTransient() {
        ComponentLogin component = new ComponentLogin("echo.example.org", SessionLab.PASSWORD);
        XmppSession session = lab.open(
                lab.config().component("echo.example.org").reconnecting().build());
        News news = new News();
        session.addListener(news);
        lab.peer()
                .play(component
                        .opened()
                        .expectText("</handshake>")
                        .send(CONFLICT)
                        .expectEnd()
                        .acceptNext()
                        .play(component.accepted()));
        news.awaitLast("live");
        assertThat(news.words).containsExactly("failed: REFUSED", "live");
    }

    @Test
    void listenerThatThrowsKeepsNeitherOthersNorTheSession() {
        News news = new News();
        XmppSession session = lab.open(lab.config().reconnecting().build());
        session.addListener(new SessionListener() {
            @Override
            public void live(Jid boundAs) {
                throw new IllegalStateException("a listener that throws");
            }

            @Override
            public void lost(XmppException cause) {
                throw new IllegalStateException("a listener that throws");
            }
        });
        session.addListener(news);
        lab.peer().play(login().loggedIn().reset().acceptNext().play(login().loggedIn()));
        await().atMost(LONG).until(() -> news.words.equals(List.of("live", "lost", "live")));
        SessionLab.live(session);
        assertThat(lab.logs().lines()).anyMatch(line -> line.contains("a listener threw"));
    }

    @Test
    void removedListenerIsToldNothing() {
        News news = new News();
        News other = new News();
        XmppSession session = lab.live(lab.config().reconnecting().build(), login().loggedIn());
        session.addListener(news);
        session.addListener(other);
        news.awaitLast("live");
        session.removeListener(news);
        lab.peer().play(Script.begin().reset().acceptNext().play(login().loggedIn()));
        await().atMost(LONG).until(() -> other.words.equals(List.of("live", "lost", "live")));
        assertThat(news.words).containsExactly("live");
    }
}
