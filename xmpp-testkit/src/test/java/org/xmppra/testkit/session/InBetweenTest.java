package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.xmppra.testkit.session.SessionLab.DOMAIN;
import static org.xmppra.testkit.session.SessionLab.PASSWORD;
import static org.xmppra.testkit.session.SessionLab.USER;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.testkit.ServerFeature;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;
import org.xmppra.testkit.XmppTestServer;

/**
 * Someone in between who has got a certificate for the domain from an authority that the client trusts, reads everything and
 * changes the server's lists. TLS does not keep him out; SCRAM does.
 */
@Timeout(60)
@Tag("ST-7")
class InBetweenTest {
    private static final TestCertificate GENUINE =
            TestCertificates.forDomain(DOMAIN).selfSigned();
    private static final TestCertificate FRAUDULENT =
            TestCertificates.forDomain(DOMAIN).selfSigned();
    private static final String TYPES = "<sasl-channel-binding.*</sasl-channel-binding>";
    private static final String BINDING_MECHANISM = "<mechanism>[A-Z0-9-]*-PLUS</mechanism>";

    @RegisterExtension
    static XmppTestServer server = XmppTestServer.domain(DOMAIN)
            .user(USER, PASSWORD)
            .certificate(GENUINE)
            .with(ServerFeature.DOWNGRADE_PROTECTION)
            .mechanisms(
                    "SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN");

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    private Relay relay;

    @AfterEach
    void close() throws IOException {
        if (relay != null) {
            relay.close();
        }
    }

    private ConnectException refusal(UnaryOperator<String> change) {
        return refusal(FRAUDULENT, change);
    }

    private ConnectException refusal(TestCertificate shown, UnaryOperator<String> change) {
        relay = Relay.before(server.directTlsPort(), shown, change);
        ConnectException refusal = SessionLab.refusal(lab.open(new Configs(relay.port())
                .directTls(new Trust.PinnedKey(shown.keySha256()))
                .build()));
        assertThat(refusal.kind()).isEqualTo(ConnectException.Kind.SECURITY);
        assertThat(server.sessions()).isEmpty();
        return refusal;
    }

    @Test
    void nobodyInBetweenIsNoReasonToRefuse() {
        XmppSession session = lab.connect(new Configs(server.directTlsPort())
                .directTls(new Trust.PinnedKey(GENUINE.keySha256()))
                .build());
        assertThat(session.state()).isEqualTo(SessionState.LIVE);
    }

    @Test
    void unchangedListsLeadToAnotherBindingThanTheServers() {
        assertThat(refusal(text -> text)).hasMessageContaining("-PLUS");
    }

    @Test
    void strippedMechanismsWithTheTypesLeftAreNoticedByTheClient() {
        assertThat(refusal(text -> text.replaceAll(BINDING_MECHANISM, "")))
                .hasMessageContaining("no mechanism that binds")
                .hasMessageContaining("someone in between");
    }

    @Test
    void strippedMechanismsAndTypesAreNoticedByTheServer() {
        assertThat(refusal(text -> text.replaceAll(BINDING_MECHANISM, "").replaceAll(TYPES, "")))
                .hasMessageContaining("not-authorized");
    }

    @Test
    void typesThatNobodyKnowsAreNoticedByTheClient() {
        assertThat(refusal(text -> text.replaceAll("type=(.)tls-[a-z-]*.", "type=$1tls-made-up$1")))
                .hasMessageContaining("not even tls-server-end-point");
    }

    @Test
    void typesStrippedToProvokeTheFallbackEndInARefusalToo() {
        // The fall-back says "n", which the server takes: what is left to notice is that the list was changed
        // (XEP-0474).
        assertThat(refusal(text -> text.replaceAll(TYPES, "")))
                .hasMessageContaining("XEP-0474")
                .hasMessageContaining("someone in between has changed them");
    }

    @Test
    void strongMechanismsStrippedAreNoticedByTheHashOfTheLists() {
        assertThat(refusal(GENUINE, text -> text.replaceAll("<mechanism>SCRAM-SHA-256[A-Z-]*</mechanism>", "")))
                .hasMessageContaining("XEP-0474");
    }

    @Test
    void passwordIsNotGivenToSomeoneInBetweenOnceScramHasSucceeded() {
        lab.connect(new Configs(server.directTlsPort())
                        .directTls(new Trust.PinnedKey(GENUINE.keySha256()))
                        .build())
                .close(SessionLab.LONG);
        await().until(() -> server.sessions().isEmpty());

        assertThat(refusal(
                        text -> text.replaceAll(TYPES, "").replaceAll("<mechanism>SCRAM-[A-Z0-9-]*</mechanism>", "")))
                .hasMessageContaining("PLAIN is refused");
    }
}
