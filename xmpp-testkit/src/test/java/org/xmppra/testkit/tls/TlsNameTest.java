package org.xmppra.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xmppra.testkit.tls.TlsPair.server;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.core.tls.TlsException;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;

/** Which names in a certificate prove which XMPP domain (RFC 6120 §13.7.1.2, RFC 9525). */
@Tag("ST-5")
class TlsNameTest {
    private final TlsPair pair = new TlsPair();

    @AfterEach
    void close() {
        pair.close();
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org",
        "Example.ORG, example.org",
        "example.org, EXAMPLE.org",
        "localhost, localhost",
        "chat.example.org, *.example.org",
        "b\u00FCcher.example, xn--bcher-kva.example",
        "b\u00FCcher.example.org, *.example.org"
    })
    void dnsNameProves(String domain, String name) throws Exception {
        assertProves(domain, TestCertificates.named("x").dns("other.example").dns(name));
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, example.net",
        "example.org, www.example.org",
        "chat.example.org, example.org",
        "example.org, *.example.org",
        "a.b.example.org, *.example.org",
        "example.org, *.org",
        "chat.example.org, c*.example.org",
        "chat.example.org, chat.*.org",
        "xn--bcher-kva.example, xn--*.example",
        "127.0.0.1, 127.0.0.1"
    })
    void dnsNameDoesNotProve(String domain, String name) {
        assertDoesNotProve(domain, TestCertificates.named("x").dns(name), name);
    }

    @Test
    void commonNameNeverCounts() {
        assertDoesNotProve("example.org", TestCertificates.named("example.org"), "a common name does not count");
        assertDoesNotProve(
                "example.org", TestCertificates.named("example.org").address("127.0.0.1"), "names 127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org",
        "example.org, Example.Org",
        "b\u00FCcher.example, b\u00FCcher.example",
        "xn--bcher-kva.example, b\u00FCcher.example"
    })
    void xmppAddressProves(String domain, String address) throws Exception {
        assertProves(domain, TestCertificates.named("x").dns("host.example").xmppAddress(address));
    }

    @ParameterizedTest
    @CsvSource({"example.org, example.net", "chat.example.org, *.example.org", "example.org, alice@example.org"})
    void xmppAddressDoesNotProve(String domain, String address) {
        assertDoesNotProve(domain, TestCertificates.named("x").xmppAddress(address), address);
    }

    @ParameterizedTest
    @CsvSource({"example.org, _xmpp-client.example.org", "example.org, _XMPP-Client.Example.org"})
    void srvNameProves(String domain, String name) throws Exception {
        assertProves(domain, TestCertificates.named("x").dns("host.example").srv(name));
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, _xmpp-server.example.org",
        "example.org, _imap.example.org",
        "example.org, _xmpp-client.example.net",
        "example.org, example.org"
    })
    void srvNameDoesNotProve(String domain, String name) {
        assertDoesNotProve(domain, TestCertificates.named("x").srv(name), name);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "[::1], ::1", "::1, 0:0:0:0:0:0:0:1"})
    void addressProves(String domain, String address) throws Exception {
        assertProves(domain, TestCertificates.named("x").address(address));
    }

    @Test
    void anotherAddressDoesNotProve() {
        assertDoesNotProve("127.0.0.1", TestCertificates.named("x").address("127.0.0.2"), "127.0.0.2");
    }

    @Test
    void namesAreToldWithoutWhatCouldForgeALogLine() {
        TestCertificates hostile = TestCertificates.named("x").xmppAddress("a\n2026 INFO all is well");

        assertThatThrownBy(() -> connect("example.org", hostile.selfSigned()))
                .isInstanceOf(TlsException.class)
                .message()
                .doesNotContain("\n");
    }

    private void assertProves(String domain, TestCertificates certificate) throws Exception {
        connect(domain, certificate.selfSigned());

        assertThat(pair.handshakeEvents()).hasSize(1);
    }

    private void assertDoesNotProve(String domain, TestCertificates certificate, String told) {
        TestCertificate made = certificate.selfSigned();

        assertThatThrownBy(() -> connect(domain, made))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("does not prove the domain")
                .hasMessageContaining(told);
        assertThat(pair.readByClient()).isEmpty();
    }

    private void connect(String domain, TestCertificate certificate) throws Exception {
        pair.connect(new Trust.PinnedKey(certificate.keySha256()), domain, server(certificate));
    }
}
