package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xmppra.testkit.session.SessionLab.DOMAIN;
import static org.xmppra.testkit.session.SessionLab.PASSWORD;
import static org.xmppra.testkit.session.SessionLab.USER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.xmppra.Jid;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;
import org.xmppra.testkit.XmppTestServer;

/** SASL EXTERNAL by client certificate (XEP-0178), and ANONYMOUS. */
@Timeout(60)
@Tag("ST-7")
class ClientCertificateTest {
    private static final String STORE_PASSWORD = "store-secret-never-shown";
    private static final TestCertificate AUTHORITY =
            TestCertificates.named("Client CA").authority().selfSigned();
    private static final TestCertificate SERVER =
            TestCertificates.forDomain(DOMAIN).selfSigned();
    private static final Trust PINNED = new Trust.PinnedKey(SERVER.keySha256());

    @RegisterExtension
    static XmppTestServer server = XmppTestServer.domain(DOMAIN)
            .user(USER, PASSWORD)
            .user("bob", "b")
            .certificate(SERVER)
            .clientAuthority(AUTHORITY)
            .mechanisms("EXTERNAL", "SCRAM-SHA-256", "ANONYMOUS");

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    @TempDir
    Path directory;

    private Configs showing(TestCertificate certificate) throws IOException {
        Path store = directory.resolve("client.p12");
        certificate.writeKeyStore(store, STORE_PASSWORD);
        return config().certificate(store, STORE_PASSWORD);
    }

    private Configs config() {
        return new Configs(server.clientPort()).startTls(PINNED);
    }

    private void logsIn(TestCertificate certificate) throws IOException {
        XmppSession session = lab.connect(showing(certificate).build());
        assertThat(session.jid()).isEqualTo(Jid.of("alice@example.org/desk"));
    }

    private ConnectException refusal(Configs config) {
        ConnectException refusal = SessionLab.refusal(lab.open(config.build()));
        lab.logs().assertNever(STORE_PASSWORD);
        return refusal;
    }

    private static TestCertificates client() {
        return TestCertificates.named("a client").forTlsClients();
    }

    @Test
    @Tag("ST-5")
    void certificateOfTheAccountLogsInWithoutAPassword() throws IOException {
        logsIn(client().xmppAddress("alice@example.org").signedBy(AUTHORITY));
    }

    @Test
    void certificateOfSeveralAccountsLogsInAsTheOneThatIsConfigured() throws IOException {
        logsIn(client().xmppAddress("bob@example.org")
                .xmppAddress("alice@example.org")
                .signedBy(AUTHORITY));
    }

    @Test
    void certificateOfAnotherAccountIsRefused() throws IOException {
        ConnectException refusal =
                refusal(showing(client().xmppAddress("bob@example.org").signedBy(AUTHORITY)));
        assertThat(refusal.kind()).isEqualTo(ConnectException.Kind.SECURITY);
        assertThat(refusal).hasMessageContaining("EXTERNAL").hasMessageContaining("invalid-authzid");
    }

    @Test
    void certificateThatTheServerDoesNotTrustEndsTheHandshake() throws IOException {
        TestCertificate stranger = client().xmppAddress("alice@example.org").selfSigned();
        assertThat(refusal(showing(stranger)).kind()).isNotNull();
        assertThat(server.sessions()).isEmpty();
    }

    @Test
    void passwordIsUsedWhereThereIsNoCertificate() {
        assertThat(lab.connect(config().build()).jid().bare()).isEqualTo(Jid.of("alice@example.org"));
    }

    @Test
    void neitherPasswordNorCertificateIsToldByProperties() {
        assertThat(refusal(config().password("")))
                .hasMessageContaining("property password")
                .hasMessageContaining("property keyStore");
    }

    @Test
    void wrongPasswordOfTheKeyStoreIsToldByProperty() throws IOException {
        Path store = directory.resolve("client.p12");
        client().xmppAddress("alice@example.org").signedBy(AUTHORITY).writeKeyStore(store, "another");
        assertThat(refusal(config().certificate(store, STORE_PASSWORD))).hasMessageContaining("keyStorePassword");
    }

    @Test
    void missingKeyStoreIsToldByProperty() {
        assertThat(refusal(config().certificate(directory.resolve("absent.p12"), STORE_PASSWORD)))
                .hasMessageContaining("absent.p12")
                .hasMessageContaining("property keyStore");
    }

    @Test
    void keyStoreWithoutAKeyIsTold() throws IOException {
        Path store = directory.resolve("trust.p12");
        AUTHORITY.writeTrustStore(store, STORE_PASSWORD);
        assertThat(refusal(config().certificate(store, STORE_PASSWORD))).hasMessageContaining("holds no private key");
    }

    @Test
    void fileThatIsNoKeyStoreIsTold() throws IOException {
        Path store = Files.writeString(directory.resolve("client.txt"), "not a key store");
        assertThat(refusal(config().certificate(store, STORE_PASSWORD)))
                .hasMessageContaining("neither PKCS#12 nor JKS");
    }

    @Test
    void anonymousGetsAnAccountOfItsOwn() {
        XmppSession session = lab.connect(config().anonymous().build());
        assertThat(session.jid().domain()).isEqualTo(DOMAIN);
        assertThat(session.jid().local()).startsWith("anonymous-");
    }
}
