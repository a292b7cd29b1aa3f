package org.xmppra.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xmppra.testkit.tls.TlsPair.server;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.core.tls.TlsException;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;

/** Who is trusted, and what the administrator is told about those who are not. */
@Tag("ST-5")
class TlsTrustTest {
    private static final String DOMAIN = "example.org";
    private static final TestCertificate AUTHORITY =
            TestCertificates.named("Test CA").authority().selfSigned();
    private static final TestCertificate GOOD =
            TestCertificates.forDomain(DOMAIN).signedBy(AUTHORITY);

    @TempDir
    Path directory;

    private final TlsPair pair = new TlsPair();

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void certificateOfATrustedAuthorityIsAccepted() throws Exception {
        Path file = directory.resolve("trust.p12");
        AUTHORITY.writeTrustStore(file, "changeit");

        pair.connect(new Trust.Store(file, "changeit"), DOMAIN, server(GOOD));

        assertThat(pair.handshakeEvents()).hasSize(1);
    }

    @Test
    void pemIsATrustStore() throws Exception {
        assertThat(pair.connect(trusting(AUTHORITY), DOMAIN, server(GOOD)).isValid())
                .isTrue();
    }

    @Test
    void jksIsATrustStore() throws Exception {
        Path file = directory.resolve("trust.jks");
        KeyStore jks = KeyStore.getInstance("JKS");
        jks.load(null, null);
        jks.setCertificateEntry("root", AUTHORITY.certificate());
        try (OutputStream out = Files.newOutputStream(file)) {
            jks.store(out, "changeit".toCharArray());
        }

        pair.connect(new Trust.Store(file, "changeit"), DOMAIN, server(GOOD));

        assertThat(pair.handshakeEvents()).hasSize(1);
    }

    @Test
    void selfSignedIsRefusedWithIssuerPropertiesAndKey() {
        TestCertificate selfSigned = TestCertificates.forDomain(DOMAIN).selfSigned();

        assertThatThrownBy(() -> pair.connect(trusting(AUTHORITY), DOMAIN, server(selfSigned)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining(
                        "The certificate of example.org, issued by itself (CN=example.org), is not trusted")
                .hasMessageContaining("trust.pem")
                .hasMessageContaining("trustStore")
                .hasMessageContaining("pinnedKey to " + selfSigned.keySha256());
    }

    @Test
    void platformRefusesWhatItDoesNotKnowAndTellsTheKey() {
        assertThatThrownBy(() -> pair.connect(new Trust.Platform(), DOMAIN, server(GOOD)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("issued by CN=Test CA")
                .hasMessageContaining("default trust store")
                .hasMessageContaining(GOOD.keySha256());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void containersDefaultContextDecidesIfItIsSet(boolean fromAnotherProvider) throws Exception {
        SSLContext before = SSLContext.getDefault();
        try {
            SSLContext context = contextTrusting(AUTHORITY);
            SSLContext.setDefault(fromAnotherProvider ? new ContainerContext(context) : context);
            pair.connect(new Trust.Platform(), DOMAIN, server(GOOD));

            TestCertificate other = TestCertificates.forDomain("example.net").signedBy(AUTHORITY);
            assertThatThrownBy(() -> pair.connect(new Trust.Platform(), DOMAIN, server(other)))
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining("example.net");

            TestCertificate stranger = TestCertificates.forDomain(DOMAIN).selfSigned();
            assertThatThrownBy(() -> pair.connect(new Trust.Platform(), DOMAIN, server(stranger)))
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining("not trusted by the default SSLContext")
                    .hasMessageContaining("trustStore");
        } finally {
            SSLContext.setDefault(before);
        }
    }

    @Test
    void expiredIsRefusedWithItsDates() {
        TestCertificate expired = TestCertificates.forDomain(DOMAIN).expired().signedBy(AUTHORITY);

        assertThatThrownBy(() -> pair.connect(trusting(AUTHORITY), DOMAIN, server(expired)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("expired")
                .hasMessageContaining(
                        expired.certificate().getNotAfter().toInstant().toString())
                .satisfies(e -> assertThat(((TlsException) e).isTransient()).isFalse());
    }

    @Test
    void notYetValidIsRefusedWithAHintAtTheClocks() {
        TestCertificate early = TestCertificates.forDomain(DOMAIN).notYetValid().signedBy(AUTHORITY);

        assertThatThrownBy(() -> pair.connect(trusting(AUTHORITY), DOMAIN, server(early)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("not valid yet")
                .hasMessageContaining("clocks");
    }

    @Test
    void pinnedKeyIsTrustedWhoeverSignedIt() throws Exception {
        TestCertificate selfSigned = TestCertificates.forDomain(DOMAIN).selfSigned();

        pair.connect(new Trust.PinnedKey(selfSigned.keySha256()), DOMAIN, server(selfSigned));

        assertThat(pair.handshakeEvents()).hasSize(1);
    }

    @Test
    void pinnedKeyMayBeWrittenWithColonsAndCapitals() throws Exception {
        String colons = GOOD.keySha256().toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");

        pair.connect(new Trust.PinnedKey(colons), DOMAIN, server(GOOD));

        assertThat(pair.handshakeEvents()).hasSize(1);
    }

    @Test
    void pinnedKeyOutlivesItsCertificatesDates() throws Exception {
        TestCertificate expired = TestCertificates.forDomain(DOMAIN).expired().selfSigned();

        pair.connect(new Trust.PinnedKey(expired.keySha256()), DOMAIN, server(expired));

        assertThat(pair.handshakeEvents()).hasSize(1);
    }

    @Test
    void anotherKeyThanThePinnedIsRefusedEvenIfAnAuthorityVouches() {
        TestCertificate pinned = TestCertificates.forDomain(DOMAIN).selfSigned();

        assertThatThrownBy(() -> pair.connect(new Trust.PinnedKey(pinned.keySha256()), DOMAIN, server(GOOD)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("another key than the property pinnedKey")
                .hasMessageContaining(GOOD.keySha256());
    }

    @Test
    void pinnedKeyOfAnotherNameIsRefused() {
        TestCertificate other = TestCertificates.forDomain("example.net").selfSigned();

        assertThatThrownBy(() -> pair.connect(new Trust.PinnedKey(other.keySha256()), DOMAIN, server(other)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("does not prove the domain example.org")
                .hasMessageContaining("example.net");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "zz", "00112233"})
    void malformedPinIsRefusedByName(String pin) {
        assertThatThrownBy(() -> client(new Trust.PinnedKey(pin)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("pinnedKey");
    }

    @Test
    void missingTrustStoreIsToldByNameAndProperty() {
        assertThatThrownBy(() -> client(new Trust.Store(directory.resolve("absent.p12"), null)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("absent.p12")
                .hasMessageContaining("property trustStore does not exist");
    }

    @Test
    void wrongTrustStorePasswordIsToldWithoutRepeatingIt() throws Exception {
        Path file = directory.resolve("trust.p12");
        AUTHORITY.writeTrustStore(file, "changeit");

        assertThatThrownBy(() -> client(new Trust.Store(file, "geheim")))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("trustStorePassword")
                .message()
                .doesNotContain("geheim");
        assertThatThrownBy(() -> client(new Trust.Store(file, null)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("trustStorePassword");
    }

    @Test
    void fileThatIsNoTrustStoreIsTold() throws Exception {
        Path file = Files.writeString(directory.resolve("trust.txt"), "not a trust store", StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> client(new Trust.Store(file, null)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("trust.txt")
                .hasMessageContaining("neither PKCS#12, JKS nor PEM");
    }

    @Test
    void changedTrustStoreIsReadAgain() throws Exception {
        Trust.Store store =
                trusting(TestCertificates.named("Old CA").authority().selfSigned());
        assertThatThrownBy(() -> pair.connect(store, DOMAIN, server(GOOD))).isInstanceOf(TlsException.class);

        AUTHORITY.writePem(store.file());
        Files.setLastModifiedTime(store.file(), FileTime.from(Instant.now().plusSeconds(5)));

        pair.connect(store, DOMAIN, server(GOOD));
    }

    private void client(Trust trust) throws TlsException {
        pair.contexts().client(new TlsConfig(TlsConfig.Use.REQUIRED, trust), DOMAIN, List.of());
    }

    private Trust.Store trusting(TestCertificate root) throws Exception {
        Path file = directory.resolve("trust.pem");
        root.writePem(file);
        return new Trust.Store(file, null);
    }

    private static SSLContext contextTrusting(TestCertificate root) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", root.certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
