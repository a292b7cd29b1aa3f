package org.xmppra.core.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.tls.TlsConfig.Trust;

/** Reads a file of trusted certificates: PKCS#12 or JKS, told apart by the JDK, or PEM. */
final class TrustStores {
    private static final String PEM_CERTIFICATE = "-----BEGIN CERTIFICATE-----";

    private TrustStores() {}

    static KeyStore read(Trust.Store store) throws TlsException {
        try {
            String text = Files.readString(store.file(), StandardCharsets.ISO_8859_1);
            KeyStore keyStore = text.contains(PEM_CERTIFICATE) ? pem(text) : binary(store);
            if (keyStore.size() == 0) {
                boolean locked = store.password() == null;
                throw unusable(
                        store.file(),
                        "holds no trusted certificate" + (locked ? " that can be read without trustStorePassword" : ""),
                        null);
            }
            return keyStore;
        } catch (NoSuchFileException e) {
            throw unusable(store.file(), "does not exist", e);
        } catch (IOException e) {
            if (e instanceof TlsException told) {
                throw told;
            }
            boolean password = e.getCause() instanceof UnrecoverableKeyException;
            throw unusable(
                    store.file(), password ? "needs another trustStorePassword" : "can't be read (" + e + ")", e);
        } catch (GeneralSecurityException e) {
            throw unusable(store.file(), "is neither PKCS#12, JKS nor PEM certificates (" + e.getMessage() + ")", e);
        }
    }

    private static KeyStore binary(Trust.Store store) throws IOException, GeneralSecurityException {
        String password = store.password();
        return KeyStore.getInstance(store.file().toFile(), password == null ? null : password.toCharArray());
    }

    private static KeyStore pem(String text) throws IOException, GeneralSecurityException {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        keyStore.load(null, null);
        var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
            keyStore.setCertificateEntry("certificate-" + keyStore.size(), certificate);
        }
        return keyStore;
    }

    private static TlsException unusable(Path file, String why, @Nullable Throwable cause) {
        return new TlsException("The file " + file + " of the property trustStore " + why, false, cause);
    }
}
