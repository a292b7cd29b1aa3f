package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xmppra.testkit.session.SessionLab.DOMAIN;
import static org.xmppra.testkit.session.SessionLab.PASSWORD;
import static org.xmppra.testkit.session.SessionLab.USER;
import static org.xmppra.testkit.session.SessionLab.login;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;
import org.xmppra.testkit.XmppTestServer;
import org.xmppra.testkit.script.ClientLogin;
import org.xmppra.testkit.script.Script;

/** SCRAM bound to the TLS channel, over real TLS on both ends. */
@Timeout(60)
@Tag("ST-7")
class ChannelBindingTest {
    private static final TestCertificate CERTIFICATE =
            TestCertificates.forDomain(DOMAIN).selfSigned();
    private static final Trust PINNED = new Trust.PinnedKey(CERTIFICATE.keySha256());
    private static final String SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    /** The server offers nothing else, so that logging in is the proof. */
    private void logsIn(XmppTestServer server) {
        try (server) {
            server.user(USER, PASSWORD).certificate(CERTIFICATE).start();
            XmppSession session = lab.connect(
                    new Configs(server.clientPort()).startTls(PINNED).build());
            assertThat(session.state()).isEqualTo(SessionState.LIVE);
            session.close(SessionLab.LONG);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-512-PLUS", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS"})
    void everyMechanismBindsToTheServersCertificate(String mechanism) {
        logsIn(XmppTestServer.domain(DOMAIN).mechanisms(mechanism).channelBindings("tls-server-end-point"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-512-PLUS", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS"})
    @EnabledForJreRange(minVersion = 25, disabledReason = "the Java runtime can't export keying material")
    void everyMechanismBindsToTheHandshake(String mechanism) {
        logsIn(XmppTestServer.domain(DOMAIN).mechanisms(mechanism).channelBindings("tls-exporter"));
    }

    @Test
    void serverThatAnnouncesNoTypesIsBoundByItsCertificate() {
        logsIn(XmppTestServer.domain(DOMAIN).mechanisms("SCRAM-SHA-256-PLUS").channelBindings());
    }

    @Test
    @EnabledForJreRange(minVersion = 25, disabledReason = "the Java runtime can't export keying material")
    void exporterIsPreferredWhereTheRuntimeHasIt() {
        assertThat(firstMessage("<channel-binding type='tls-server-end-point'/><channel-binding type='tls-exporter'/>"))
                .startsWith("p=tls-exporter,,");
    }

    @Test
    @EnabledForJreRange(maxVersion = 24, disabledReason = "the Java runtime can export keying material")
    void endPointIsUsedWhereTheRuntimeHasNoExporter() {
        assertThat(firstMessage("<channel-binding type='tls-exporter'/><channel-binding type='tls-server-end-point'/>"))
                .startsWith("p=tls-server-end-point,,");
    }

    private String firstMessage(String types) {
        ClientLogin login = login().startTls(CERTIFICATE.serverContext());
        lab.refusal(
                lab.config().startTls(PINNED).build(),
                login.secured()
                        .send("<stream:features><sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'>" + types
                                + "</sasl-channel-binding>" + mechanisms("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256")
                                + "</stream:features>")
                        .expectMatch("<auth [^>]*mechanism='SCRAM-SHA-256-PLUS'[^>]*>(?<first>[^<]*)</auth>")
                        .send("<failure " + SASL + "><not-authorized/></failure>")
                        .expectEnd());
        lab.peer().await();
        return new String(Base64.getDecoder().decode(lab.peer().captured("first")), StandardCharsets.UTF_8);
    }

    private static String mechanisms(String... names) {
        return "<mechanisms " + SASL + "><mechanism>" + String.join("</mechanism><mechanism>", names)
                + "</mechanism></mechanisms>";
    }

    @ParameterizedTest
    @CsvSource({"malformed-request", "not-authorized", "invalid-mechanism"})
    void serverOfAnotherTypeThanTheTriedIsAskedOnceMoreWithoutBinding(String condition) {
        SSLContext tls = CERTIFICATE.serverContext();
        ClientLogin login = login().startTls(tls).offering("SCRAM-SHA-256");
        lab.live(
                lab.config().startTls(PINNED).build(),
                login.secured()
                        .send("<stream:features>" + mechanisms("SCRAM-SHA-1-PLUS", "SCRAM-SHA-256")
                                + "</stream:features>")
                        .expectMatch(
                                "<auth [^>]*mechanism='SCRAM-SHA-1-PLUS'[^>]*>cD10bHMtc2VydmVyLWVuZC1wb2ludCws[^<]*</auth>")
                        .send("<failure " + SASL + "><" + condition + "/></failure>")
                        .play(login.proving())
                        .play(login.bound()));
        assertThat(lab.peer().transcript())
                .contains("mechanism='SCRAM-SHA-256'")
                .contains(">biws");
    }

    @Test
    void secondRefusalIsFinal() {
        ConnectException refusal = lab.refusal(
                lab.config().startTls(PINNED).build(),
                login().startTls(CERTIFICATE.serverContext())
                        .secured()
                        .send("<stream:features>" + mechanisms("SCRAM-SHA-1-PLUS", "SCRAM-SHA-256")
                                + "</stream:features>")
                        .repeat(
                                2,
                                Script.begin()
                                        .expectText("</auth>")
                                        .send("<failure " + SASL + "><not-authorized/></failure>"))
                        .expectEnd());
        assertThat(refusal.kind()).isEqualTo(ConnectException.Kind.SECURITY);
        assertThat(refusal).hasMessageContaining("SCRAM-SHA-256 (not-authorized)");
    }

    @Test
    void serverWithoutAnyBindingIsToldThatOneWasExpected() {
        lab.live(
                lab.config().startTls(PINNED).build(),
                login().startTls(CERTIFICATE.serverContext()).loggedIn());
        assertThat(lab.peer().transcript()).contains(">eSws"); // y,,
    }
}
