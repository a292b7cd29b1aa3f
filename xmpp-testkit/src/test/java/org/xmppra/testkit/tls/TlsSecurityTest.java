package org.xmppra.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xmppra.testkit.tls.TlsPair.server;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmppra.core.stream.ChannelBinding;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.core.tls.TlsSecurity;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;

/** What identifies a TLS channel (RFC 5929 §4, RFC 9266). */
@Tag("ST-7")
class TlsSecurityTest {
    private static final String DOMAIN = "example.org";
    private static final TestCertificate GOOD =
            TestCertificates.forDomain(DOMAIN).selfSigned();

    private final TlsPair pair = new TlsPair();

    @AfterEach
    void close() {
        pair.close();
    }

    private SSLSession connect() throws Exception {
        return pair.connect(new Trust.PinnedKey(GOOD.keySha256()), DOMAIN, server(GOOD));
    }

    @ParameterizedTest
    @CsvSource({
        "EC, 256, SHA256withECDSA, SHA-256",
        "EC, 384, SHA384withECDSA, SHA-384",
        "RSA, 2048, SHA512withRSA, SHA-512",
        "RSA, 2048, SHA224withRSA, SHA-224",
        "RSA, 2048, SHA1withRSA, SHA-256",
        "RSA, 2048, MD5withRSA, SHA-256",
        "RSA, 2048, SHA384withRSAandMGF1, SHA-384",
        "EC, 256, SHA3-256withECDSA, SHA3-256",
    })
    void certificateIsHashedAsItsSignatureHashes(String key, int bits, String signature, String hash) throws Exception {
        TestCertificate certificate = TestCertificates.forDomain(DOMAIN)
                .key(key, bits)
                .signature(signature)
                .selfSigned();

        Optional<ChannelBinding> endPoint = endPoint(connect(), certificate);

        assertThat(endPoint.orElseThrow().data())
                .isEqualTo(MessageDigest.getInstance(hash)
                        .digest(certificate.certificate().getEncoded()));
    }

    @Test
    void signatureWithoutAHashOfItsOwnHasNoEndPoint() throws Exception {
        TestCertificate certificate =
                TestCertificates.forDomain(DOMAIN).key("Ed25519", 255).selfSigned();

        assertThat(endPoint(connect(), certificate)).isEmpty();
    }

    @Test
    void clientThatShowedNoCertificateHasNoAddresses() throws Exception {
        assertThat(TlsSecurity.of(connect()).shownAddresses()).isNull();
    }

    @Test
    @EnabledForJreRange(maxVersion = 24, disabledReason = "the Java runtime can export keying material")
    void withoutExportTheEndPointIsAllThereIs() throws Exception {
        assertThat(TlsSecurity.of(connect()).bindings())
                .extracting(ChannelBinding::type)
                .containsExactly("tls-server-end-point");
    }

    @Test
    @EnabledForJreRange(minVersion = 25, disabledReason = "the Java runtime can't export keying material")
    void exporterComesFirstAndDiffersFromHandshakeToHandshake() throws Exception {
        List<ChannelBinding> one = TlsSecurity.of(connect()).bindings();
        List<ChannelBinding> other = TlsSecurity.of(connect()).bindings();

        assertThat(one).extracting(ChannelBinding::type).containsExactly("tls-exporter", "tls-server-end-point");
        assertThat(one.get(0).data()).hasSize(32).isNotEqualTo(other.get(0).data());
        assertThat(one.get(1).data()).isEqualTo(other.get(1).data());
    }

    private static Optional<ChannelBinding> endPoint(SSLSession session, TestCertificate certificate) {
        return TlsSecurity.bindings(session, certificate.certificate()).stream()
                .filter(binding -> binding.type().equals("tls-server-end-point"))
                .findFirst();
    }
}
