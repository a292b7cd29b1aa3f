package org.xmppra.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/** A certificate that outlives the process, so that those who trust it need not be told again after a restart. */
final class KeptCertificate {
    private static final char[] PASSWORD = ServerTls.STORE_PASSWORD.toCharArray();

    private KeptCertificate() {}

    /**
     * The certificate in a PKCS#12 file; a new one is made and kept if the file is absent or its certificate has expired.
     *
     * @throws IOException if the file cannot be read or written, or is no such key store
     */
    static TestCertificate at(Path file, String domain) throws IOException {
        try {
            if (Files.exists(file)) {
                TestCertificate kept = read(file, domain);
                if (isFresh(kept)) {
                    return kept;
                }
            }
            TestCertificate made = TestCertificates.forDomain(domain).selfSigned();
            write(made, file, domain);
            return made;
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot use the key store " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isFresh(TestCertificate kept) throws GeneralSecurityException {
        try {
            kept.certificate().checkValidity();
            return true;
        } catch (CertificateExpiredException e) {
            return false;
        }
    }

    private static TestCertificate read(Path file, String domain) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        if (!(store.getKey(domain, PASSWORD) instanceof PrivateKey key)) {
            throw new IOException("The key store " + file + " holds no key for " + domain
                    + ": give --key-store another file for this domain");
        }
        List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(domain))
                .map(X509Certificate.class::cast)
                .toList();
        return new TestCertificate(key, chain);
    }

    private static void write(TestCertificate made, Path file, String domain)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(domain, made.key(), PASSWORD, made.chain().toArray(Certificate[]::new));
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
    }
}
