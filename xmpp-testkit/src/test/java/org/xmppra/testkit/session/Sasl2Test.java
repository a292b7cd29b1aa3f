package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.xmppra.testkit.session.SessionLab.DOMAIN;
import static org.xmppra.testkit.session.SessionLab.PASSWORD;
import static org.xmppra.testkit.session.SessionLab.USER;
import static org.xmppra.testkit.session.SessionLab.login;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.Jid;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.session.SessionListener;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.testkit.ServerFeature;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;
import org.xmppra.testkit.XmppTestServer;
import org.xmppra.testkit.script.ClientLogin;
import org.xmppra.testkit.script.Script;

/** SASL2 (XEP-0388), Bind 2 (XEP-0386) and tokens (XEP-0484). */
@Timeout(60)
@Tag("ST-8")
class Sasl2Test {
    private static final TestCertificate CERTIFICATE =
            TestCertificates.forDomain(DOMAIN).selfSigned();
    private static final Trust PINNED = new Trust.PinnedKey(CERTIFICATE.keySha256());
    private static final String SASL2 = "xmlns='urn:xmpp:sasl:2'";
    private static final String BIND2 = "xmlns='urn:xmpp:bind:0'";
    private static final String FAST = "xmlns='urn:xmpp:fast:0'";
    private static final String TOKEN = "t0ken-never-shown";

    @RegisterExtension
    static XmppTestServer server = XmppTestServer.domain(DOMAIN)
            .user(USER, PASSWORD)
            .certificate(CERTIFICATE)
            .mechanisms("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256")
            .with(ServerFeature.SASL2, ServerFeature.BIND2, ServerFeature.FAST, ServerFeature.DOWNGRADE_PROTECTION);

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    private static Configs toServer() {
        return new Configs(server.clientPort()).startTls(PINNED);
    }

    private Configs toPeer() {
        return lab.config().startTls(PINNED).resource(new ResourceChoice.Prefixed("pool"));
    }

    private static Configs pooled() {
        return toServer().resource(new ResourceChoice.Prefixed("pool"));
    }

    @Test
    void loginAndBindingAreOneRequest() {
        XmppSession session = lab.connect(pooled().build());
        assertThat(session.jid().resource()).startsWith("pool/");
        assertThat(server.mechanism(session.jid())).isEqualTo("SCRAM-SHA-256-PLUS");
        assertThat(lab.logs().lines())
                .anyMatch(line -> line.endsWith("C: <authenticate>****</authenticate>"))
                .noneMatch(line -> line.contains("C: <auth>"))
                .noneMatch(line -> line.contains("xmpp-bind"));
    }

    @Test
    @Tag("ST-14")
    void exactResourceIsBoundInAConversationOfItsOwn() {
        XmppSession session = lab.connect(toServer().build());
        assertThat(session.jid()).isEqualTo(Jid.of("alice@example.org/desk"));
        assertThat(lab.logs().lines()).anyMatch(line -> line.endsWith("C: <authenticate>****</authenticate>"));
    }

    @Test
    void wrongPasswordIsTold() {
        ConnectException refusal =
                SessionLab.refusal(lab.open(toServer().password("wrong").build()));
        assertThat(refusal.kind()).isEqualTo(ConnectException.Kind.SECURITY);
        assertThat(refusal).hasMessageContaining("not-authorized").hasMessageContaining("userName and password");
    }

    @Test
    void reconnectUsesTheToken() {
        XmppSession session = lab.connect(toServer().reconnecting().build());
        assertThat(server.mechanism(session.jid())).startsWith("SCRAM-");
        comeBack(session);
        assertThat(server.mechanism(session.jid())).startsWith("HT-SHA-256-E");
        comeBack(session);
        assertThat(server.mechanism(session.jid())).startsWith("HT-SHA-256-E");
    }

    @Test
    @Tag("ST-9")
    void sessionBoundAlongWithTheLoginIsResumed() {
        XmppSession session = lab.connect(pooled().reconnecting().build());
        Jid before = session.jid();
        comeBack(session);
        assertThat(session.jid()).isEqualTo(before);
        assertThat(server.mechanism(before)).startsWith("HT-");
        assertThat(lab.logs().lines())
                .as("the request to resume goes along with the login")
                .noneMatch(line -> line.contains("C: <resume"));
    }

    @Test
    @Tag("ST-9")
    void sessionThatCannotBeResumedIsReplacedInTheSameRequest() {
        XmppSession session = lab.connect(pooled().reconnecting().build());
        Jid before = session.jid();
        server.kill();
        server.start();
        await().atMost(SessionLab.LONG)
                .until(() ->
                        session.state() == SessionState.LIVE && !session.jid().equals(before));
        assertThat(session.jid().resource()).startsWith("pool/");
        assertThat(lab.logs().lines())
                .noneMatch(line -> line.contains("C: <resume"))
                .noneMatch(line -> line.contains("xmpp-bind"));
    }

    @Test
    void tokenThatTheServerNoLongerTakesIsDroppedForAFullLogin() {
        XmppSession session = lab.connect(toServer().reconnecting().build());
        server.revokeTokens();
        comeBack(session);
        assertThat(server.mechanism(session.jid())).startsWith("SCRAM-");
        comeBack(session);
        assertThat(server.mechanism(session.jid())).as("the new token").startsWith("HT-");
    }

    @Test
    void allowedMechanismsNarrowTokensToo() {
        XmppSession session = lab.connect(
                toServer().allowing("SCRAM-SHA-256-PLUS").reconnecting().build());
        comeBack(session);
        assertThat(server.mechanism(session.jid())).isEqualTo("SCRAM-SHA-256-PLUS");
    }

    /** The server drops the connection; the session is resumed on another one, for which there is another login. */
    private void comeBack(XmppSession session) {
        AtomicInteger lives = new AtomicInteger();
        SessionListener counting = new SessionListener() {
            @Override
            public void live(Jid jid) {
                lives.incrementAndGet();
            }

            @Override
            public void resumed() {
                lives.incrementAndGet();
            }
        };
        session.addListener(counting);
        await().until(() -> lives.get() == 1);
        server.drop(session.jid());
        await().atMost(SessionLab.LONG).until(() -> lives.get() == 2);
        session.removeListener(counting);
    }

    private static String features(String mechanism, String inline) {
        return "<stream:features><authentication " + SASL2 + "><mechanism>" + mechanism + "</mechanism><inline>"
                + inline + "</inline></authentication></stream:features>";
    }

    private static ClientLogin tls() {
        return login().startTls(CERTIFICATE.serverContext());
    }

    private static String success(String more) {
        return "<success " + SASL2 + "><authorization-identifier>alice@example.org/pool/made"
                + "</authorization-identifier><bound " + BIND2 + "/>" + more + "</success><stream:features/>";
    }

    @Test
    void requestNamesTheClientAndTheTagAndTheStreamNamesTheAccount() {
        lab.live(
                toPeer().build(),
                tls().proceeding()
                        .send("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
                        .startTls(CERTIFICATE.serverContext())
                        .expect("<stream:stream to='example.org' from='alice@example.org'>")
                        .send(tls().header())
                        .send(features("PLAIN", "<bind " + BIND2 + "/>"))
                        .expectMatch("<authenticate [^>]*mechanism='PLAIN'[^>]*>.*<user-agent id='"
                                + "(?<agent>[0-9a-f-]{14}4[0-9a-f-]{21})'>.*<bind [^>]*><tag>pool</tag></bind>"
                                + ".*</authenticate>")
                        .send(success("")));
        assertThat(lab.peer().captured("agent")).isNotBlank();
    }

    @Test
    void serverThatDoesNotBindAlongIsAskedToBind() {
        XmppSession session = lab.live(
                toPeer().build(),
                tls().secured()
                        .send(features("PLAIN", "<bind " + BIND2 + "/>"))
                        .expectText("</authenticate>")
                        .send("<success " + SASL2 + "><authorization-identifier>alice@example.org"
                                + "</authorization-identifier></success>")
                        .play(login().bound()));
        assertThat(session.jid().resource()).startsWith("pool-");
    }

    @Test
    void furtherStepsOfALoginAreRefusedWithAReason() {
        ConnectException refusal = lab.refusal(
                toPeer().build(),
                tls().secured()
                        .send(features("PLAIN", ""))
                        .expectText("</authenticate>")
                        .send("<continue " + SASL2 + "><tasks><task>TOTP-EXAMPLE</task></tasks></continue>")
                        .expectEnd());
        assertThat(refusal.kind()).isEqualTo(ConnectException.Kind.CONFIGURATION);
        assertThat(refusal).hasMessageContaining("second factor");
    }

    @Test
    @Tag("ST-7")
    void bindingMechanismWithoutTypesIsRefused() {
        ConnectException refusal = lab.refusal(
                toPeer().build(),
                tls().secured().send(features("SCRAM-SHA-256-PLUS", "")).expectEnd());
        assertThat(refusal.kind()).isEqualTo(ConnectException.Kind.SECURITY);
        assertThat(refusal).hasMessageContaining("announces no channel-binding type");
        assertThat(lab.peer().await().transcript()).doesNotContain("<authenticate");
    }

    @Test
    void serverThatDoesNotProveTheTokenIsNotBelievedAndTheTokenIsNeverShown() {
        String fast = "<bind " + BIND2 + "/><fast " + FAST + "><mechanism>HT-SHA-256-NONE</mechanism></fast>";
        XmppSession session = lab.live(
                toPeer().reconnecting().build(),
                tls().secured()
                        .send(features("PLAIN", fast))
                        .expectMatch("<request-token [^>]*mechanism='HT-SHA-256-NONE'.*</authenticate>")
                        .send(success("<token " + FAST + " expiry='2099-01-01T00:00:00Z' token='" + TOKEN + "'/>")));
        lab.peer()
                .play(Script.begin()
                        .close()
                        .acceptNext()
                        .play(tls().secured())
                        .send(features("PLAIN", fast))
                        .expectMatch("<authenticate [^>]*mechanism='HT-SHA-256-NONE'.*<fast .*</authenticate>")
                        .send("<success " + SASL2 + "><additional-data>AAAA</additional-data><authorization-identifier>"
                                + "alice@example.org/pool/made</authorization-identifier></success>")
                        .expectEnd())
                .await();
        await().until(() -> session.state() == SessionState.CONNECTING);
        assertThat(SessionLab.refusal(session)).hasMessageContaining("does not prove that it knows the token");
        lab.logs().assertNever(TOKEN);
    }
}
