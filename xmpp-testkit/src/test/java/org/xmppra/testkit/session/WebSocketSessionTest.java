package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.net.Route;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.core.xml.XmlLimits;
import org.xmppra.testkit.XmppTestServer;
import org.xmppra.testkit.script.Script;

/** Sessions over WebSockets (RFC 7395). */
@Tag("ST-3")
@Timeout(60)
class WebSocketSessionTest {
    @RegisterExtension
    static final XmppTestServer SERVER = XmppTestServer.domain("localhost")
            .webSocketPort(0)
            .limits(new XmlLimits(20_000, 64, 128, 1024))
            .user(SessionLab.USER, SessionLab.PASSWORD);

    @RegisterExtension
    static final XmppTestServer IN_CLEAR = XmppTestServer.domain("localhost")
            .webSocketPort(0)
            .startTls(TlsConfig.Use.DISABLED)
            .user(SessionLab.USER, SessionLab.PASSWORD);

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    private Configs to(URI url) {
        return lab.config()
                .route(Route.to(url))
                .domain("localhost")
                .startTls(new Trust.Store(SERVER.trustStore(), SERVER.trustStorePassword()));
    }

    private XmppSession live(Configs configs) {
        XmppSession session = lab.open(configs.build());
        SessionLab.live(session);
        return session;
    }

    private static Iq ping() {
        return ping(Jid.of("localhost"));
    }

    private static Iq ping(Jid to) {
        return Iq.get(to)
                .payload(XmlElement.named("urn:xmpp:ping", "ping").build())
                .build();
    }

    private static Iq stanzaOf(int bytes) {
        return Iq.set(Jid.of("localhost"))
                .payload(XmlElement.named("urn:example", "long")
                        .text("x".repeat(bytes))
                        .build())
                .build();
    }

    /** Whoever is not woken by the answer itself comes too late. */
    private Iq askPatiently(XmppSession session) {
        return SessionLab.get(lab.block(session, ping(), Duration.ofMinutes(10)));
    }

    @Test
    void sessionUnderTlsAsksAndIsAnswered() {
        XmppSession session = live(to(SERVER.webSocketUrl()));
        assertThat(session.jid()).hasToString("alice@localhost/desk");
        assertThat(askPatiently(session).type()).hasToString("result");
    }

    @Test
    void sessionWithoutTlsIsPossibleWhereThatIsWrittenDown() {
        XmppSession session =
                live(to(IN_CLEAR.webSocketUrl()).tls(new TlsConfig(TlsConfig.Use.DISABLED, new Trust.Platform())));
        assertThat(askPatiently(session).type()).hasToString("result");
    }

    @Test
    void stanzasThatAreWrittenTogetherAreMessagesOfTheirOwn() {
        XmppSession session = live(to(SERVER.webSocketUrl()));
        List<CompletableFuture<RequestOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            outcomes.add(lab.ask(session, ping()));
        }
        SessionLab.get(CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new)));
        assertThat(outcomes).allMatch(outcome -> outcome.join() instanceof RequestOutcome.Answered);
    }

    @Test
    void sessionsOverWebSocketAndTcpReachEachOther() throws Exception {
        XmppSession web = live(to(SERVER.webSocketUrl()));
        XmppSession tcp = live(lab.config()
                .route(Route.to("127.0.0.1", SERVER.clientPort()))
                .domain("localhost")
                .resource(new ResourceChoice.Exact("tcp"))
                .startTls(new Trust.Store(SERVER.trustStore(), SERVER.trustStorePassword())));
        assertThat(tcp.request(ping(web.jid()), SessionLab.LONG).from()).contains(web.jid());
    }

    @Test
    void stanzaThatIsTooLongEndsTheStreamAsOverTcp() {
        XmppSession session = live(to(SERVER.webSocketUrl()));
        assertThat(SessionLab.get(lab.ask(session, stanzaOf(10_000)))).isInstanceOf(RequestOutcome.Answered.class);
        assertThat(SessionLab.get(lab.ask(session, stanzaOf(30_000))).toString())
                .contains("policy-violation");
    }

    @Test
    void streamErrorAndGoodbyeOfTheServerAreUnderstood() {
        XmppSession session = live(to(SERVER.webSocketUrl()));
        SERVER.disconnect(session.jid(), StreamErrorCondition.SYSTEM_SHUTDOWN);
        await().until(() -> session.state() == SessionState.DEAD);
        assertThat(SessionLab.refusal(session)).hasMessageContaining("system-shutdown");
    }

    @Test
    void goodbyeOfTheClientIsUnderstood() {
        XmppSession session = live(to(SERVER.webSocketUrl()));
        session.close(SessionLab.LONG);
        await().untilAsserted(() -> assertThat(SERVER.sessions()).isEmpty());
    }

    @Test
    void serverWithoutWebSocketAtThisPathIsTold() {
        URI wrong = SERVER.webSocketUrl().resolve("/other");
        assertThat(SessionLab.refusal(lab.open(to(wrong).build())))
                .hasMessageContaining(wrong.toString())
                .hasMessageContaining("404")
                .hasMessageContaining("connectionURL");
    }

    @Test
    void serverThatSpeaksAnotherSubprotocolIsRefused() {
        URI url = URI.create("ws://127.0.0.1:" + lab.peer().port() + "/xmpp");
        assertThat(lab.refusal(
                        to(url).tls(new TlsConfig(TlsConfig.Use.DISABLED, new Trust.Platform()))
                                .build(),
                        Script.begin()
                                .expectMatch("GET /xmpp HTTP/1.1\r\n.*?\r\n\r\n")
                                .send(String.join(
                                        "\r\n",
                                        "HTTP/1.1 101 Switching Protocols",
                                        "upgrade: websocket",
                                        "connection: upgrade",
                                        "sec-websocket-protocol: chat",
                                        "sec-websocket-accept: guess",
                                        "",
                                        ""))
                                .expectEnd()))
                .hasMessageContaining("offers no WebSocket for XMPP");
    }

    @Test
    @Tag("ST-5")
    void certificateMustBeTrustedBeforeAnythingIsSaid() {
        assertThat(SessionLab.refusal(lab.open(
                        to(SERVER.webSocketUrl()).startTls(new Trust.Platform()).build())))
                .hasMessageContaining("is not trusted");
    }
}
