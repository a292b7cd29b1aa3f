package org.xmppra.testkit;

import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The domain's certificate: TLS for connections, and files for those who are to trust it. Immutable.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0368.html">XEP-0368, direct TLS and its ALPN</a>
 */
final class ServerTls implements AutoCloseable {
    /** Protects nothing: a trust store holds no secret, but PKCS#12 wants a password. */
    static final String STORE_PASSWORD = "changeit";

    private static final String[] ALPN = {"xmpp-client"};

    private final SSLContext context;
    private final boolean asksClients;
    private final Path folder;

    private ServerTls(TestCertificate certificate, @Nullable TestCertificate clientAuthority, Path folder)
            throws IOException {
        this.context =
                clientAuthority == null ? certificate.serverContext() : certificate.serverContext(clientAuthority);
        this.asksClients = clientAuthority != null;
        this.folder = folder;
        // For whoever forgets to close; the last registered is deleted first.
        List.of(folder, pem(), trustStore()).forEach(path -> path.toFile().deleteOnExit());
        certificate.writePem(pem());
        certificate.writeTrustStore(trustStore(), STORE_PASSWORD);
    }

    /** A new self-signed certificate. */
    static ServerTls generate(String domain) {
        return of(TestCertificates.forDomain(domain).selfSigned());
    }

    /** TLS with a certificate; its files go to a temporary folder. */
    static ServerTls of(TestCertificate certificate) {
        return of(certificate, null);
    }

    /**
     * TLS with a certificate; its files go to a temporary folder.
     *
     * @param clientAuthority who vouches for clients' certificates, which are then asked for; or null
     */
    static ServerTls of(TestCertificate certificate, @Nullable TestCertificate clientAuthority) {
        try {
            return new ServerTls(certificate, clientAuthority, Files.createTempDirectory("xmpp-testkit-"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the certificate's files: " + e.getMessage(), e);
        }
    }

    /** The root certificate as PEM. */
    Path pem() {
        return folder.resolve("certificate.pem");
    }

    /** The root certificate in a PKCS#12 trust store. */
    Path trustStore() {
        return folder.resolve("truststore.p12");
    }

    /** TLS for one connection. */
    SslHandler newHandler() {
        return newHandler(ALPN);
    }

    /** TLS for one connection that begins with HTTP. */
    SslHandler newHttpHandler() {
        return newHandler("http/1.1");
    }

    private SslHandler newHandler(String... applicationProtocols) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(applicationProtocols);
        parameters.setWantClientAuth(asksClients);
        engine.setSSLParameters(parameters);
        return new SslHandler(engine);
    }

    /** Deletes the files. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(pem());
            Files.deleteIfExists(trustStore());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the certificate's files: " + e.getMessage(), e);
        }
    }
}
