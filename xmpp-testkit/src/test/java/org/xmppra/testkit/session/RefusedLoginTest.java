package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xmppra.testkit.session.SessionLab.DOMAIN;
import static org.xmppra.testkit.session.SessionLab.PASSWORD;
import static org.xmppra.testkit.session.SessionLab.login;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.DeliveryStatus;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.ConnectException.Kind;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.testkit.script.ComponentLogin;
import org.xmppra.testkit.script.Script;
import org.xmppra.testkit.script.ScriptedPeer;

/** Logins that fail: what the administrator is told, and that the stream is left properly. */
@Timeout(60)
class RefusedLoginTest {
    private static final String STREAM_ERROR = "urn:ietf:params:xml:ns:xmpp-streams";
    private static final String SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";
    private static final String ERROR =
            "<stream:error><%s xmlns='" + STREAM_ERROR + "'/></stream:error></stream:stream>";

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    @Test
    @Tag("ST-11")
    void wrongPasswordIsASecurityFailureThatNamesTheProperties() {
        ConnectException refusal = lab.refusal(
                lab.config().password("wrong").build(), login().refused().expectEnd());
        assertThat(refusal.kind()).isEqualTo(Kind.SECURITY);
        assertThat(refusal)
                .hasMessageContaining(
                        "alice@example.org to 127.0.0.1:" + lab.peer().port())
                .hasMessageContaining("not-authorized")
                .hasMessageContaining("userName and password");
        assertThat(refusal.deliveryStatus()).isEqualTo(DeliveryStatus.NOT_SENT);
    }

    @Test
    void wrongSecretOfAComponentIsASecurityFailure() {
        ConnectException refusal = lab.refusal(
                lab.config().component("echo.example.org").password("wrong").build(),
                new ComponentLogin("echo.example.org", PASSWORD)
                        .opened()
                        .expectText("</handshake>")
                        .send(ERROR.formatted("not-authorized"))
                        .expectEnd());
        assertThat(refusal.kind()).isEqualTo(Kind.SECURITY);
        assertThat(refusal).hasMessageContaining("echo.example.org").hasMessageContaining("secret");
    }

    @ParameterizedTest
    @Tag("ST-12")
    @CsvSource({
        "host-unknown, CONFIGURATION, check the property serverName",
        "host-gone, CONFIGURATION, check the property serverName",
        "not-authorized, SECURITY, userName and password",
        "conflict, REFUSED, conflict",
        "policy-violation, REFUSED, policy-violation",
        "resource-constraint, REFUSED, resource-constraint",
        "system-shutdown, COMMUNICATION, system-shutdown",
        "unheard-of, COMMUNICATION, undefined-condition",
    })
    void streamErrorOnLoginIsTranslated(String condition, Kind kind, String hint) {
        ConnectException refusal = lab.refusal(
                lab.config().build(),
                login().opened()
                        .send(ERROR.formatted(condition))
                        .expect("</stream:stream>")
                        .expectEnd());
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal).hasMessageContaining(hint);
    }

    @Test
    void streamErrorTextIsTold() {
        ConnectException refusal = lab.refusal(
                lab.config().build(),
                login().opened()
                        .send("<stream:error><system-shutdown xmlns='" + STREAM_ERROR + "'/><text xmlns='"
                                + STREAM_ERROR + "'>Back at noon</text></stream:error>")
                        .expectEnd());
        assertThat(refusal).hasMessageContaining("system-shutdown (Back at noon)");
    }

    @Test
    @Tag("ST-7")
    void plainWithoutTlsIsRefused() {
        ConnectException refusal = lab.refusal(
                lab.config().build(), login().offering("PLAIN").offered().expectEnd());
        assertThat(refusal.kind()).isEqualTo(Kind.SECURITY);
        assertThat(refusal).hasMessageContaining("PLAIN").hasMessageContaining("clear");
        assertThat(lab.peer().await().transcript()).doesNotContain("<auth");
    }

    @Test
    @Tag("ST-7")
    void serverThatOffersNoMechanismIsRefused() {
        ConnectException refusal = lab.refusal(
                lab.config().build(),
                login().opened().send("<stream:features/>").expectEnd());
        assertThat(refusal.kind()).isEqualTo(Kind.SECURITY);
        assertThat(refusal).hasMessageContaining("no SASL mechanisms");
    }

    @Test
    @Tag("ST-7")
    void serverThatDoesNotProveThatItKnowsThePasswordIsRefused() {
        ConnectException refusal = lab.refusal(
                lab.config().build(),
                login().offered()
                        .expectText("</auth>")
                        .send("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>")
                        .expectEnd());
        assertThat(refusal.kind()).isEqualTo(Kind.SECURITY);
    }

    @Test
    @Tag("ST-7")
    void serverWithAWrongSignatureIsRefused() {
        ConnectException refusal = lab.refusal(
                lab.config().build(),
                login().offered()
                        .play(challenge(4096))
                        .expectText("</response>")
                        .send("<success " + SASL + ">" + base64("v=" + base64("of someone else, 32 bytes long.."))
                                + "</success>")
                        .expectEnd());
        assertThat(refusal.kind()).isEqualTo(Kind.SECURITY);
        assertThat(refusal).hasMessageContaining("signature is wrong").hasMessageContaining("may not be who it claims");
    }

    @ParameterizedTest
    @Tag("ST-7")
    @ValueSource(ints = {1, 4095, 1_000_001, 100_000_000})
    void serverWithAnIterationCountOutOfRangeGetsNoProof(int count) {
        ConnectException refusal = lab.refusal(
                lab.config().build(), login().offered().play(challenge(count)).expectEnd());
        assertThat(refusal.kind()).isEqualTo(Kind.SECURITY);
        assertThat(refusal).hasMessageContaining(count + " SCRAM iterations");
        assertThat(lab.peer().await().transcript()).doesNotContain("<response");
    }

    /** Takes the first message of SCRAM and asks for this many iterations. */
    private static Script challenge(int count) {
        return Script.begin().expectMatch("<auth [^>]*>(?<first>[^<]*)</auth>").then(wire -> {
            String first = new String(Base64.getDecoder().decode(wire.get("first")), StandardCharsets.UTF_8);
            String nonce = first.substring(first.indexOf(",r=") + 3);
            wire.send("<challenge " + SASL + ">" + base64("r=" + nonce + "more,s=" + base64("salt") + ",i=" + count)
                    + "</challenge>");
        });
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Tag("ST-14")
    void bindingThatIsRefusedIsTold() {
        ConnectException refusal = lab.refusal(
                lab.config().build(),
                login().binding()
                        .send("<iq type='error' id='${bindId}'><error type='cancel'>"
                                + "<not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>")
                        .expectEnd());
        assertThat(refusal.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refusal).hasMessageContaining("'desk'").hasMessageContaining("not-allowed");
    }

    @Test
    @Tag("ST-14")
    void bindingThatConflictsIsTold() {
        ConnectException refusal = lab.refusal(lab.config().build(), Conversations.bindConflict());
        assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refusal).hasMessageContaining("another session holds it");
    }

    @Test
    @Tag("ST-14")
    void otherResourceThanTheExactOneIsRefused() {
        ConnectException refusal = lab.refusal(
                lab.config().build(),
                login().binding()
                        .send("<iq type='result' id='${bindId}'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                                + "<jid>alice@example.org/other</jid></bind></iq>")
                        .expectEnd());
        assertThat(refusal).hasMessageContaining("'other' instead of 'desk'");
    }

    @Test
    void serverWithoutBindingIsRefused() {
        ConnectException refusal = lab.refusal(
                lab.config().build(),
                login().authenticated().send("<stream:features/>").expectEnd());
        assertThat(refusal).hasMessageContaining("no resource binding");
    }

    @Test
    void connectionRefusedNamesTheAddress() {
        ScriptedPeer gone = ScriptedPeer.start();
        gone.close();
        ConnectException refusal = SessionLab.refusal(lab.open(new Configs(gone.port()).build()));
        assertThat(refusal.kind()).isEqualTo(Kind.COMMUNICATION);
        assertThat(refusal).hasMessageContaining("127.0.0.1:" + gone.port()).hasMessageContaining("refused");
    }

    @ParameterizedTest
    @CsvSource({
        "SILENT, waiting for the server's stream header",
        "NO_FEATURES, waiting for the server's features",
        "NO_PROCEED, negotiating STARTTLS",
        "NO_CHALLENGE, authenticating",
        "NO_BINDING, binding a resource",
    })
    void serverThatFallsSilentIsGivenUpWithTheStageNamed(Conversations.Silence silence, String stage) {
        ConnectException refusal = lab.refusal(
                silence.configure(lab.config())
                        .connectTimeout(Duration.ofMillis(700))
                        .build(),
                silence.script().expectEnd());
        assertThat(refusal.kind()).isEqualTo(Kind.COMMUNICATION);
        assertThat(refusal)
                .hasMessageContaining("no success within 700 ms")
                .hasMessageContaining(stage)
                .hasMessageContaining("connectTimeoutMillis");
    }

    @Test
    void serverThatClosesDuringTheLoginIsTold() {
        ConnectException refusal = lab.refusal(
                lab.config().build(), login().offered().expectText("</auth>").close());
        assertThat(refusal.kind()).isEqualTo(Kind.COMMUNICATION);
        assertThat(refusal).hasMessageContaining("connection was lost");
    }

    @Test
    @Tag("ST-12")
    void portThatSpeaksSomethingElseIsTold() {
        ConnectException refusal = lab.refusal(
                lab.config().build(),
                Script.begin()
                        .send("SSH-2.0-OpenSSH_9.2\r\n")
                        .expectText("<not-well-formed")
                        .expectEnd());
        assertThat(refusal).hasMessageContaining("not-well-formed");
    }

    @Test
    @Tag("ST-12")
    void streamOfAnotherNamespaceIsAnsweredWithInvalidNamespace() {
        ConnectException refusal = lab.refusal(
                lab.config().build(),
                Script.begin()
                        .expect("<stream:stream to='" + DOMAIN + "'>")
                        .send("<stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams'"
                                + " version='1.0' id='x'>")
                        .expect("<stream:error><invalid-namespace xmlns='" + STREAM_ERROR + "'/><text xmlns='"
                                + STREAM_ERROR + "'/></stream:error>")
                        .expect("</stream:stream>")
                        .expectEnd());
        assertThat(refusal).hasMessageContaining("invalid-namespace");
    }

    @Test
    void sessionThatDoesNotReconnectIsDeadAfterwards() {
        XmppSession session = lab.open(lab.config().password("wrong").build());
        lab.peer().play(login().refused().expectEnd());
        ConnectException first = SessionLab.refusal(session);
        assertThat(session.state()).isEqualTo(SessionState.DEAD);
        assertThat(SessionLab.refusal(session)).hasMessageContaining(first.getMessage());
    }
}
