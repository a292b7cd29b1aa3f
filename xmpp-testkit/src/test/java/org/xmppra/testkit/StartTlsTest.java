package org.xmppra.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.core.tls.TlsConfig;

/** RFC 6120 §5 and XEP-0368: what is done before and under TLS. */
class StartTlsTest {
    private static final String STARTTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";

    @RegisterExtension
    static XmppTestServer server = XmppTestServer.domain("localhost").user("alice", "a");

    @RegisterExtension
    static XmppTestServer optional =
            XmppTestServer.domain("localhost").user("alice", "a").startTls(TlsConfig.Use.OPTIONAL);

    @RegisterExtension
    static XmppTestServer without =
            XmppTestServer.domain("localhost").user("alice", "a").startTls(TlsConfig.Use.DISABLED);

    @Test
    void clearStreamOffersNothingButRequiredTls() throws Exception {
        try (RawClient client = opened(server)) {
            assertThat(client.expect("</stream:features>"))
                    .contains("<required/></starttls>")
                    .doesNotContain("mechanism");
        }
    }

    @Test
    void secureStreamOffersMechanismsStrongestFirstAndTlsNoMore() throws Exception {
        try (RawClient client = RawClient.connect(server, server.directTlsPort())) {
            client.secure("xmpp-client");
            client.open();
            assertThat(client.expect("</stream:features>"))
                    .contains("<mechanism>SCRAM-SHA-256</mechanism><mechanism>SCRAM-SHA-1</mechanism>"
                            + "<mechanism>PLAIN</mechanism>")
                    .doesNotContain("starttls");
        }
    }

    @Test
    void authenticationInClearIsRefused() throws Exception {
        try (RawClient client = opened(server)) {
            client.plain("alice", "a");
            assertThat(client.expect("</failure>")).contains("<encryption-required");
        }
    }

    @Test
    void whatFollowsStartTlsInClearEndsTheStream() throws Exception {
        try (RawClient client = opened(server)) {
            client.expect("</stream:features>");
            client.send(STARTTLS + "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGEAYQ==</auth>");
            assertThat(client.expect("</stream:stream>"))
                    .contains("<policy-violation")
                    .doesNotContain("<proceed");
        }
    }

    @Test
    void secondStartTlsFails() throws Exception {
        try (RawClient client = RawClient.secured(server)) {
            client.send(STARTTLS);
            assertThat(client.expect("</stream:stream>"))
                    .contains("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        }
    }

    @Test
    void directTlsSpeaksXmppClientAndNothingElse() throws Exception {
        try (RawClient client = RawClient.connect(server, server.directTlsPort())) {
            client.secure("xmpp-client");
            assertThat(client.applicationProtocol()).isEqualTo("xmpp-client");
        }
        try (RawClient client = RawClient.connect(server, server.directTlsPort())) {
            assertThatThrownBy(() -> client.secure("h2")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void clearTextOnTheDirectTlsPortIsDropped() throws Exception {
        try (RawClient client = RawClient.connect(server, server.directTlsPort())) {
            client.open();
            assertThat(client.expectEnd()).doesNotContain("stream");
        }
    }

    @Test
    void optionalTlsOffersScramButNotPlainInClear() throws Exception {
        try (RawClient client = opened(optional)) {
            assertThat(client.expect("</stream:features>"))
                    .contains("<starttls ")
                    .doesNotContain("required")
                    .contains("SCRAM-SHA-256")
                    .doesNotContain("PLAIN");
            client.plain("alice", "a");
            assertThat(client.expect("</failure>")).contains("<encryption-required");
        }
    }

    @Test
    void disabledTlsIsNotOfferedAndFails() throws Exception {
        try (RawClient client = opened(without)) {
            assertThat(client.expect("</stream:features>"))
                    .doesNotContain("starttls")
                    .contains("SCRAM-SHA-256");
            client.send(STARTTLS);
            assertThat(client.expect("</stream:stream>"))
                    .contains("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        }
    }

    @Test
    void certificateOfAnAuthorityIsTrustedThroughItsRoot() throws Exception {
        TestCertificate authority =
                TestCertificates.named("Test CA").authority().selfSigned();
        try (XmppTestServer other = XmppTestServer.domain("localhost")
                .user("alice", "a")
                .certificate(TestCertificates.forDomain("localhost").signedBy(authority))
                .start()) {
            RawClient.login(other, "alice", "a", "one").close();
        }
    }

    @Test
    void faultyCertificateIsServedAsItIs() throws Exception {
        try (XmppTestServer other = XmppTestServer.domain("localhost")
                        .certificate(TestCertificates.forDomain("other.example").selfSigned())
                        .start();
                RawClient client = RawClient.connect(other, other.directTlsPort())) {
            assertThatThrownBy(() -> client.secure("xmpp-client")).hasMessageContaining("localhost");
        }
    }

    private static RawClient opened(XmppTestServer server) throws IOException {
        RawClient client = RawClient.connect(server, server.clientPort());
        client.open();
        return client;
    }
}
