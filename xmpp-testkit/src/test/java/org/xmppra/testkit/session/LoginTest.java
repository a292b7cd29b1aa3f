package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xmppra.testkit.session.SessionLab.DOMAIN;
import static org.xmppra.testkit.session.SessionLab.PASSWORD;
import static org.xmppra.testkit.session.SessionLab.login;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.Jid;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;
import org.xmppra.testkit.script.ClientLogin;
import org.xmppra.testkit.script.ComponentLogin;
import org.xmppra.testkit.script.Script;

/** The ways into a server. */
@Timeout(60)
class LoginTest {
    private static final TestCertificate AUTHORITY =
            TestCertificates.named("Test CA").authority().selfSigned();
    private static final TestCertificate CERTIFICATE =
            TestCertificates.forDomain(DOMAIN).signedBy(AUTHORITY);
    private static final Trust PINNED = new Trust.PinnedKey(CERTIFICATE.keySha256());

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    @Test
    @Tag("ST-3")
    @Tag("ST-5")
    void startTlsWithATrustedAuthorityAndScramLeadsToALiveSession(@TempDir Path directory) throws IOException {
        Path store = directory.resolve("trust.p12");
        AUTHORITY.writeTrustStore(store, "changeit");
        XmppSession session = lab.live(
                lab.config().startTls(new Trust.Store(store, "changeit")).build(),
                login().startTls(CERTIFICATE.serverContext()).loggedIn());
        assertThat(session.state()).isEqualTo(SessionState.LIVE);
        assertThat(session.jid()).isEqualTo(Jid.of("alice@example.org/desk"));
        assertThat(lab.peer().transcript()).contains("TLS: TLSv1.3").contains("mechanism='SCRAM-SHA-256'");
    }

    @Test
    @Tag("ST-3")
    void directTlsLeadsToALiveSession() {
        XmppSession session = lab.live(
                lab.config().directTls(PINNED).build(),
                login().directTls(CERTIFICATE.serverContext()).loggedIn());
        assertThat(session.state()).isEqualTo(SessionState.LIVE);
        assertThat(lab.peer().transcript())
                .startsWith("-- connection 1\n-- TLS: ")
                .doesNotContain("starttls");
    }

    @Test
    @Tag("ST-7")
    void plainIsUsedUnderTlsWhereNothingBetterIsOffered() {
        lab.live(
                lab.config().startTls(PINNED).build(),
                login().startTls(CERTIFICATE.serverContext()).offering("PLAIN").loggedIn());
        assertThat(lab.peer().transcript()).contains("mechanism='PLAIN'");
    }

    @ParameterizedTest
    @Tag("ST-7")
    @ValueSource(strings = {"SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1"})
    void strongestScramOfferedIsUsed(String strongest) {
        String[] offered = strongest.equals("SCRAM-SHA-512")
                ? new String[] {"PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"}
                : new String[] {"PLAIN", strongest};
        lab.live(lab.config().build(), login().offering(offered).loggedIn());
        assertThat(lab.peer().transcript()).contains("mechanism='" + strongest + "'");
    }

    @Test
    @Tag("ST-3")
    void componentIsAccepted() {
        XmppSession session = lab.live(
                lab.config().component("echo.example.org").build(),
                new ComponentLogin("echo.example.org", PASSWORD).accepted());
        assertThat(session.jid()).isEqualTo(Jid.of("echo.example.org"));
    }

    @Test
    @Tag("ST-14")
    void serverMakesTheResourceWhereItMay() {
        XmppSession session = lab.live(
                lab.config().resource(new ResourceChoice.ServerAssigned()).build(), login().loggedIn());
        assertThat(session.jid()).isEqualTo(Jid.of("alice@example.org/made"));
    }

    @Test
    @Tag("ST-14")
    void prefixedResourceGetsASuffixOfItsOwn() {
        XmppSession session = lab.live(
                lab.config().resource(new ResourceChoice.Prefixed("pool")).build(), login().loggedIn());
        assertThat(session.jid().resource()).matches("pool-[A-Za-z0-9_-]{8}");
    }

    @Test
    @Tag("ST-14")
    void presenceOfASessionThatAnswersCarriesWhatItCan() {
        lab.live(lab.config().announcing().build(), login().loggedIn());
        lab.peer()
                .play(Script.begin()
                        .expect("<presence><priority>-1</priority>"
                                + "<c xmlns='http://jabber.org/protocol/caps' ver='${ver}'/></presence>"))
                .await();
        assertThat(lab.peer().captured("ver")).isNotBlank();
    }

    @Test
    void quietSessionSendsNoPresence() {
        lab.live();
        lab.peer().play(SessionLab.seen()).await();
        assertThat(lab.peer().transcript()).doesNotContain("<presence");
    }

    @Test
    void everyByteOfTheLoginMayComeAlone() {
        ClientLogin login = login();
        lab.live(
                lab.config().build(),
                login.binding()
                        .drip("<iq type='result' id='${bindId}'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                                + "<jid>alice@example.org/desk</jid></bind></iq>"));
    }

    @Test
    void requestInTheSameSegmentAsTheBindingIsAnswered() {
        lab.live(
                lab.config().build(),
                login().binding()
                        .send("<iq type='result' id='${bindId}'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                                + "<jid>alice@example.org/desk</jid></bind></iq>"
                                + "<iq type='get' id='early' from='bob@example.org/home'>"
                                + "<ping xmlns='urn:xmpp:ping'/></iq>")
                        .expect("<iq type='result' id='early' to='bob@example.org/home'/>"));
    }
}
