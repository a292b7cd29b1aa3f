package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xmppra.testkit.session.SessionLab.DOMAIN;
import static org.xmppra.testkit.session.SessionLab.login;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.ConnectException.Kind;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;
import org.xmppra.testkit.script.ClientLogin;
import org.xmppra.testkit.script.Script;

/** Servers, and those in between, that TLS protects from. */
@Timeout(60)
class RefusedTlsTest {
    private static final TestCertificate CERTIFICATE =
            TestCertificates.forDomain(DOMAIN).selfSigned();
    private static final TestCertificate OTHER_NAME =
            TestCertificates.forDomain("other.example").selfSigned();
    private static final String PROCEED = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private static final String MECHANISMS = "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
            + "<mechanism>SCRAM-SHA-1</mechanism><mechanism>PLAIN</mechanism></mechanisms></stream:features>";

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    private Configs trusting(TestCertificate certificate) {
        return lab.config().startTls(new Trust.PinnedKey(certificate.keySha256()));
    }

    private ConnectException refusal(Configs config, Script script) {
        ConnectException refusal = lab.refusal(config.build(), script);
        assertThat(refusal.kind()).isEqualTo(Kind.SECURITY);
        lab.peer().await();
        assertThat(lab.peer().transcript()).as("nobody logs in").doesNotContain("<auth");
        return refusal;
    }

    @Test
    @Tag("ST-5")
    void untrustedCertificateIsRefusedWithItsPin() {
        ClientLogin login = login().startTls(CERTIFICATE.serverContext());
        ConnectException refusal = refusal(
                lab.config().startTls(new Trust.Platform()),
                login.proceeding().send(PROCEED).refusedTls(CERTIFICATE.serverContext()));
        assertThat(refusal)
                .hasMessageContaining("is not trusted")
                .hasMessageContaining("trustStore")
                .hasMessageContaining(CERTIFICATE.keySha256());
    }

    @Test
    @Tag("ST-5")
    void untrustedCertificateIsRefusedOnDirectTls() {
        ConnectException refusal = refusal(
                lab.config().directTls(new Trust.Platform()), Script.begin().refusedTls(CERTIFICATE.serverContext()));
        assertThat(refusal).hasMessageContaining("is not trusted");
    }

    @Test
    @Tag("ST-5")
    void trustedCertificateOfAnotherDomainIsRefused() {
        ConnectException refusal = refusal(
                trusting(OTHER_NAME),
                login().proceeding()
                        .send(PROCEED)
                        .startTls(OTHER_NAME.serverContext())
                        .expectEnd());
        assertThat(refusal).hasMessageContaining("other.example").hasMessageContaining(DOMAIN);
    }

    @Test
    @Tag("ST-4")
    @Tag("ST-6")
    void serverWithoutStartTlsIsRefused() {
        ConnectException refusal =
                refusal(trusting(CERTIFICATE), login().opened().send(MECHANISMS).expectEnd());
        assertThat(refusal).hasMessageContaining("no STARTTLS").hasMessageContaining("removed the offer");
    }

    @Test
    @Tag("ST-6")
    void bytesInClearBehindProceedEndTheStream() {
        ConnectException refusal = refusal(
                trusting(CERTIFICATE),
                login().proceeding()
                        .send(PROCEED + login().header() + MECHANISMS)
                        .expectEnd());
        assertThat(refusal).hasMessageContaining("bytes in clear");
    }

    @Test
    @Tag("ST-6")
    void streamInClearInPlaceOfAHandshakeEndsTheStream() {
        ConnectException refusal = refusal(
                trusting(CERTIFICATE),
                login().proceeding()
                        .send(PROCEED)
                        .expectMatch("\\x16\\x03") // The client begins the handshake.
                        .send(login().header() + MECHANISMS)
                        .expectEnd());
        assertThat(refusal).hasMessageContaining("TLS");
    }

    @Test
    @Tag("ST-6")
    void secondListOfFeaturesDoesNotSkipStartTls() {
        ConnectException refusal = lab.refusal(
                trusting(CERTIFICATE).build(),
                login().proceeding().send(MECHANISMS).expectEnd());
        assertThat(lab.peer().await().transcript()).doesNotContain("<auth");
        assertThat(refusal).hasMessageContaining("features twice");
    }

    @Test
    @Tag("ST-6")
    void failureInPlaceOfProceedIsTold() {
        ConnectException refusal = lab.refusal(
                trusting(CERTIFICATE).build(),
                login().proceeding()
                        .send("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>")
                        .expectEnd());
        assertThat(refusal).hasMessageContaining("STARTTLS").hasMessageContaining("failure");
    }

    @Test
    void serverThatFallsSilentInTheHandshakeLeavesNoChannelBehind() {
        ConnectException refusal = lab.refusal(
                trusting(CERTIFICATE).connectTimeout(Duration.ofMillis(700)).build(),
                login().proceeding().send(PROCEED).expectEnd());
        assertThat(refusal).hasMessageContaining("negotiating STARTTLS");
    }
}
