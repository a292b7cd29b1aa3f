package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.xmppra.testkit.session.SessionLab.DOMAIN;
import static org.xmppra.testkit.session.SessionLab.login;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.ConnectException.Kind;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;
import org.xmppra.testkit.script.ComponentLogin;
import org.xmppra.testkit.script.Script;
import org.xmppra.testkit.script.ScriptedPeer;

/** Servers that send us to another host (RFC 6120 §4.9.3.19). */
@Tag("ST-11")
@Timeout(60)
class SeeOtherHostTest {
    private static final TestCertificate CERTIFICATE =
            TestCertificates.forDomain(DOMAIN).selfSigned();
    private static final TestCertificate OTHER_NAME =
            TestCertificates.forDomain("other.example").selfSigned();

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    private static String seeOther(String host) {
        return "<stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>" + host
                + "</see-other-host></stream:error></stream:stream>";
    }

    /** Sends whoever comes to the same peer again. */
    private Script redirecting() {
        return login().opened().send(seeOther("127.0.0.1:" + lab.peer().port()));
    }

    private static Configs trusting(Configs configs, TestCertificate certificate) {
        return configs.startTls(new Trust.PinnedKey(certificate.keySha256()));
    }

    @Test
    void otherHostIsFollowed() {
        lab.live(lab.config().build(), redirecting().acceptNext().play(login().loggedIn()));
    }

    @Test
    void loopEndsAfterThreeTimes() {
        ConnectException refusal = lab.refusal(
                lab.config().build(),
                Script.begin()
                        .repeat(3, redirecting().acceptNext())
                        .play(redirecting())
                        .expectEnd());
        lab.peer().await();
        assertThat(refusal).hasMessageContaining("see-other-host").hasMessageContaining("more than 3 times");
        assertThat(refusal.kind().isTransient()).as("worth another try, later").isTrue();
        assertThat(lab.peer().transcript().split("C: .*<stream:stream", -1)).hasSize(5);
    }

    @Test
    void addressThatIsNoneIsNotRepeated() {
        assertThat(lab.refusal(
                        lab.config().build(),
                        login().opened()
                                .send(seeOther("gopher://evil.example/\nlog line"))
                                .expectEnd()))
                .hasMessageContaining("cannot be read")
                .hasMessageNotContaining("gopher")
                .hasMessageNotContaining("log line");
    }

    @Test
    @Tag("ST-4")
    void anotherMachineIsNotFollowedToInClear() {
        ConnectException refusal = lab.refusal(
                lab.config().build(),
                login().opened().send(seeOther("[2001:db8::1]:5222")).expectEnd());
        assertThat(refusal.kind()).isEqualTo(Kind.SECURITY);
        assertThat(refusal).hasMessageContaining("[2001:db8::1]:5222").hasMessageContaining("tls=required");
    }

    @Test
    void componentDoesNotShowItsHandshakeToAnotherMachine() {
        ConnectException refusal = lab.refusal(
                lab.config().component("echo.example.org").build(),
                new ComponentLogin("echo.example.org", SessionLab.PASSWORD)
                        .opened()
                        .send(seeOther("192.0.2.1"))
                        .expectEnd());
        assertThat(refusal.kind()).isEqualTo(Kind.SECURITY);
    }

    @Test
    @Tag("ST-5")
    void otherHostMustProveTheSameDomain() {
        Script impostor = login().proceeding()
                .send("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
                .startTls(OTHER_NAME.serverContext())
                .expectEnd();
        ConnectException refusal = lab.refusal(
                trusting(lab.config(), OTHER_NAME).build(),
                redirecting().acceptNext().play(impostor));
        assertThat(refusal.kind()).isEqualTo(Kind.SECURITY);
        assertThat(refusal).hasMessageContaining("does not prove the domain " + DOMAIN);
        assertThat(lab.peer().await().transcript()).doesNotContain("<auth");
    }

    @Test
    @Tag("ST-4")
    void whoWasUnderTlsOnceNeedsItAtTheOtherHost() {
        Configs optional =
                lab.config().tls(new TlsConfig(TlsConfig.Use.OPTIONAL, new Trust.PinnedKey(CERTIFICATE.keySha256())));
        Script underTls = login().startTls(CERTIFICATE.serverContext())
                .secured()
                .send(seeOther("127.0.0.1:" + lab.peer().port()));
        ConnectException refusal = lab.refusal(
                optional.build(), underTls.acceptNext().play(login().offered()).expectEnd());
        assertThat(refusal.kind()).isEqualTo(Kind.SECURITY);
        assertThat(refusal).hasMessageContaining("no STARTTLS");
        assertThat(lab.peer().await().transcript()).doesNotContain("<auth");
    }

    @Test
    void liveSessionMovesToTheOtherHost() {
        try (ScriptedPeer other = ScriptedPeer.start()) {
            XmppSession session = lab.live(lab.config().reconnecting().build(), login().loggedIn());
            other.play(login().loggedIn());
            lab.peer().play(Script.begin().send(seeOther("127.0.0.1:" + other.port())));
            lab.peer().await();
            other.await();
            await().until(() -> session.state() == SessionState.LIVE);
            session.close();
        }
    }
}
