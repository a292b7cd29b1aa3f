package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xmppra.testkit.session.SessionLab.DOMAIN;
import static org.xmppra.testkit.session.SessionLab.PASSWORD;
import static org.xmppra.testkit.session.SessionLab.login;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;
import org.xmppra.testkit.script.ComponentLogin;
import org.xmppra.testkit.script.Script;

/** What is shown of a session, at the finest level. That no test shows the password is checked after each one. */
@Timeout(60)
class SecretsTest {
    @RegisterExtension
    final SessionLab lab = new SessionLab();

    private List<String> wire() {
        return lab.logs().lines().stream()
                .filter(line -> line.startsWith("org.xmppra.wire FINER "))
                .toList();
    }

    @Test
    void wireLogMutesAuthenticationAndShowsTheRest() {
        TestCertificate certificate = TestCertificates.forDomain(DOMAIN).selfSigned();
        lab.live(
                lab.config()
                        .startTls(new Trust.PinnedKey(certificate.keySha256()))
                        .build(),
                login().startTls(certificate.serverContext()).offering("PLAIN").loggedIn());
        assertThat(wire())
                .anyMatch(line -> line.endsWith("C: <auth>****</auth>"))
                .anyMatch(line -> line.contains("S: ") && line.contains("alice@example.org/desk"))
                .allMatch(line -> line.contains(
                        "alice@example.org to 127.0.0.1:" + lab.peer().port()));
    }

    @Test
    void wireLogMutesChallengesAndResponses() {
        lab.live();
        assertThat(wire())
                .anyMatch(line -> line.endsWith("S: <challenge>****</challenge>"))
                .anyMatch(line -> line.endsWith("C: <response>****</response>"))
                .anyMatch(line -> line.endsWith("S: <success>****</success>"));
    }

    @Test
    void wireLogMutesTheHandshakeOfAComponent() {
        lab.live(
                lab.config().component("echo.example.org").build(),
                new ComponentLogin("echo.example.org", PASSWORD).accepted());
        assertThat(wire()).anyMatch(line -> line.endsWith("C: <handshake>****</handshake>"));
    }

    @Test
    void wireLogShowsStanzasBothWays() {
        XmppSession session = lab.live();
        lab.ask(session, SessionLab.get("q1"));
        lab.peer()
                .play(Script.begin()
                        .expect("<iq id='q1'/>")
                        .send("<iq type='result' id='q1' from='bob@example.org/home'/>")
                        .play(SessionLab.seen()))
                .await();
        assertThat(wire())
                .anyMatch(line -> line.contains("C: <iq") && line.contains("q1"))
                .anyMatch(line -> line.contains("S: <iq") && line.contains("q1"));
    }

    @Test
    void configurationNeverShowsThePassword() {
        SessionConfig config = lab.config().build();
        XmppSession session = lab.live(config, login().loggedIn());
        assertThat(config.toString()).doesNotContain(PASSWORD);
        assertThat(config.describe()).doesNotContain(PASSWORD);
        assertThat(session.toString()).doesNotContain(PASSWORD);
        assertThat(session.config().secret().toString()).doesNotContain(PASSWORD);
    }
}
