package org.xmppra.core.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads the key and certificate that a client shows to servers which ask for one: PKCS#12 or JKS. */
final class ClientKeys {
    private ClientKeys() {}

    static KeyManager[] read(TlsConfig.ClientKey key) throws TlsException {
        try {
            if (!Files.isReadable(key.file())) {
                throw unusable(key.file(), "does not exist or can't be read", null);
            }
            KeyStore store = KeyStore.getInstance(key.file().toFile(), characters(key.password()));
            if (!holdsKey(store)) {
                throw unusable(key.file(), "holds no private key", null);
            }
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            String keyPassword = key.keyPassword();
            factory.init(store, characters(keyPassword == null ? key.password() : keyPassword));
            return factory.getKeyManagers();
        } catch (TlsException told) {
            throw told;
        } catch (UnrecoverableKeyException e) {
            throw unusable(key.file(), "needs another keyPassword", e);
        } catch (IOException e) {
            boolean password = e.getCause() instanceof UnrecoverableKeyException;
            throw unusable(key.file(), password ? "needs another keyStorePassword" : "can't be read (" + e + ")", e);
        } catch (GeneralSecurityException e) {
            throw unusable(key.file(), "is neither PKCS#12 nor JKS (" + e.getMessage() + ")", e);
        }
    }

    private static boolean holdsKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return true;
            }
        }
        return false;
    }

    private static char @Nullable [] characters(@Nullable String password) {
        return password == null ? null : password.toCharArray();
    }

    private static TlsException unusable(Path file, String why, @Nullable Throwable cause) {
        return new TlsException("The file " + file + " of the property keyStore " + why, false, cause);
    }
}
