package org.xmppra.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xmppra.testkit.tls.TlsPair.rawServer;
import static org.xmppra.testkit.tls.TlsPair.server;

import io.netty.channel.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.core.tls.TlsException;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;

/**
 * Which servers are talked to and which are not, as a matrix of protocol versions and certificates. Each row is published in
 * {@code docs/security.md}; a row that is not there fails with the line to put there.
 */
@Tag("ST-4")
@Tag("ST-5")
class TlsMatrixTest {
    private static final String DOMAIN = "example.org";
    private static final Path PAGE = Path.of("../docs/security.md");
    private static final TestCertificate CA =
            TestCertificates.named("Test CA").authority().selfSigned();
    private static final TestCertificate RSA_CA =
            TestCertificates.named("RSA CA").authority().key("RSA", 2048).selfSigned();
    private static final TestCertificate OTHER_CA =
            TestCertificates.named("Other CA").authority().selfSigned();
    private static final TestCertificate GOOD = good().signedBy(CA);

    private final TlsPair pair = new TlsPair();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        pair.close();
    }

    /**
     * A server and what is to come of it.
     *
     * @param name what the server is like
     * @param expected what the refusal must say; null if there must be none
     */
    record Row(String name, Consumer<Channel> server, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static TestCertificates good() {
        return TestCertificates.forDomain(DOMAIN);
    }

    private static Row accepted(String name, Consumer<Channel> server) {
        return new Row(name, server, null);
    }

    private static Row accepted(String name, TestCertificate certificate) {
        return accepted(name, server(certificate));
    }

    private static Row refused(String name, TestCertificate certificate, String expected) {
        return new Row(name, server(certificate), expected);
    }

    private static Row oldProtocol(String name, int minor) {
        return new Row(name, rawServer(serverHello(minor), false), "the server speaks neither TLS 1.2 nor 1.3");
    }

    private static Consumer<Channel> speaking(String protocol) {
        return server(GOOD, engine -> engine.setEnabledProtocols(new String[] {protocol}));
    }

    static Stream<Row> rows() {
        TestCertificate intermediate =
                TestCertificates.named("Intermediate CA").authority().signedBy(CA);
        TestCertificate noAuthority = TestCertificates.named("No CA").signedBy(CA);
        return Stream.of(
                oldProtocol("SSL 3.0", 0),
                oldProtocol("TLS 1.0", 1),
                oldProtocol("TLS 1.1", 2),
                accepted("TLS 1.2", speaking("TLSv1.2")),
                accepted("TLS 1.3", speaking("TLSv1.3")),
                accepted("DNS name is the domain", GOOD),
                accepted("DNS name is a wildcard for it", wildcard()),
                accepted("SRV name (`_xmpp-client.`) is the domain", srv()),
                accepted("XMPP address is the domain", address()),
                accepted("signed by an intermediate authority that is sent along", good().signedBy(intermediate)),
                refused(
                        "the intermediate authority is missing",
                        withoutIntermediate(good().signedBy(intermediate)),
                        "is not trusted"),
                refused("signed by a certificate that is no authority", good().signedBy(noAuthority), "is not trusted"),
                refused("expired", good().expired().signedBy(CA), "has expired"),
                refused("not yet valid", good().notYetValid().signedBy(CA), "is not valid yet"),
                refused("self-signed", good().selfSigned(), "issued by itself"),
                refused("signed by another authority", good().signedBy(OTHER_CA), "is not trusted"),
                refused(
                        "for another domain",
                        TestCertificates.forDomain("example.net").signedBy(CA),
                        "does not prove"),
                refused(
                        "wildcard for another level",
                        TestCertificates.named("x").dns("*.example.org").signedBy(CA),
                        "does not prove"),
                refused(
                        "SRV name of another service",
                        TestCertificates.named("x")
                                .srv("_xmpp-server.example.org")
                                .signedBy(CA),
                        "does not prove"),
                refused(
                        "domain as common name only",
                        TestCertificates.named(DOMAIN).signedBy(CA),
                        "a common name does not count"),
                refused("no name at all", TestCertificates.named("x").signedBy(CA), "holds no name"),
                refused(
                        "for TLS clients only",
                        good().forTlsClients().signedBy(CA),
                        "Extended key usage does not permit"),
                refused(
                        "signature over SHA-1",
                        good().signature("SHA1withECDSA").signedBy(CA),
                        "SHA1withECDSA"),
                refused("signature over MD5", good().signature("MD5withRSA").signedBy(RSA_CA), "MD5"),
                refused("RSA key of 1,024 bits", good().key("RSA", 1024).signedBy(CA), "1024"));
    }

    private static TestCertificate wildcard() {
        return good().dns("*.org").dns("*.example.org").signedBy(CA);
    }

    private static TestCertificate srv() {
        return TestCertificates.named("x").srv("_xmpp-client." + DOMAIN).signedBy(CA);
    }

    private static TestCertificate address() {
        return TestCertificates.named("x").xmppAddress(DOMAIN).signedBy(CA);
    }

    private static TestCertificate withoutIntermediate(TestCertificate complete) {
        return new TestCertificate(complete.key(), List.of(complete.certificate()));
    }

    /** What a server says that chooses a version below 1.2: the version's minor number is all that matters. */
    private static byte[] serverHello(int minor) {
        String random = "5a".repeat(32);
        String hello = "030" + minor + random + "00" + "c013" + "00";
        return HexFormat.of().parseHex("16" + "030" + minor + "002a" + "02000026" + hello);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void serverIsTalkedToOrRefusedWithAReason(Row row) throws Exception {
        Path one = directory.resolve("ca.pem");
        Path other = directory.resolve("rsa-ca.pem");
        CA.writePem(one);
        RSA_CA.writePem(other);
        Files.writeString(one, Files.readString(other), StandardOpenOption.APPEND);

        check(row, new Trust.Store(one, null));
    }

    @Test
    void revokedCertificateIsRefusedWhereTheContainerLooks() throws Exception {
        SSLContext before = SSLContext.getDefault();
        try {
            SSLContext.setDefault(Revocation.contextTrusting(CA, GOOD));
            check(
                    refused(
                            "revoked, where the container's default `SSLContext` looks for it",
                            GOOD,
                            "has been revoked"),
                    new Trust.Platform());
        } finally {
            SSLContext.setDefault(before);
        }
    }

    private void check(Row row, Trust trust) throws Exception {
        String refusal = refusal(row, trust);

        if (row.expected() == null) {
            assertThat(refusal).isNull();
        } else {
            assertThat(refusal).contains(row.expected()).contains(DOMAIN);
            assertThat(pair.readByClient()).as("what was read of the server").isEmpty();
        }
        String outcome = row.expected() == null ? "accepted | " : "refused | … " + row.expected() + " … ";
        assertThat(Files.readString(PAGE)).contains("| " + row.name() + " | " + outcome + "|");
    }

    /** What the administrator is told, or null if TLS stands. */
    private String refusal(Row row, Trust trust) throws Exception {
        try {
            pair.connect(trust, DOMAIN, row.server());
            return null;
        } catch (TlsException e) {
            return e.getMessage();
        }
    }
}
