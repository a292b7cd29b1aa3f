package org.xmppra.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key.
 *
 * @param key the private key
 * @param chain the certificate and those that vouch for it, the root last
 */
public record TestCertificate(PrivateKey key, List<X509Certificate> chain) {
    private static final char[] NO_PASSWORD = {};

    /** Copies the chain. */
    public TestCertificate {
        chain = List.copyOf(chain);
    }

    /** The certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** What a client has to trust: the root, which is the certificate itself if it is self-signed. */
    public X509Certificate root() {
        return chain.get(chain.size() - 1);
    }

    /** Hexadecimal SHA-256 of the certificate's SubjectPublicKeyInfo, for pinning. */
    public String keySha256() {
        try {
            byte[] info = certificate().getPublicKey().getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(info));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** TLS for a server with this certificate. */
    public SSLContext serverContext() {
        return context(null);
    }

    /** TLS for a server with this certificate that takes clients' certificates which an authority vouches for. */
    public SSLContext serverContext(TestCertificate clientAuthority) {
        return context(clientAuthority);
    }

    private SSLContext context(@Nullable TestCertificate trusted) {
        try {
            KeyStore keyStore = emptyStore();
            keyStore.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trusted == null ? null : trusted.trustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
        KeyStore keyStore = emptyStore();
        keyStore.setCertificateEntry("root", root());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(keyStore);
        return factory.getTrustManagers();
    }

    /** Writes a PKCS#12 key store that holds the key and the chain, both under this password. */
    public void writeKeyStore(Path file, String password) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore keyStore = emptyStore();
            keyStore.setKeyEntry("key", key, password.toCharArray(), chain.toArray(Certificate[]::new));
            keyStore.store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a PKCS#12 trust store that holds the root. */
    public void writeTrustStore(Path file, String password) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore keyStore = emptyStore();
            keyStore.setCertificateEntry("root", root());
            keyStore.store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the root as PEM. */
    public void writePem(Path file) throws IOException {
        Files.writeString(file, pem(root()), StandardCharsets.US_ASCII);
    }

    private static String pem(X509Certificate certificate) {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        keyStore.load(null, null);
        return keyStore;
    }

    @Override
    public String toString() {
        return "TestCertificate[" + certificate().getSubjectX500Principal() + "]";
    }
}
