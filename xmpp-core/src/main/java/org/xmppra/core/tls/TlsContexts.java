package org.xmppra.core.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.tls.TlsConfig.Trust;

/**
 * Makes TLS clients; keeps what is expensive (a trust store that was read, the cache of TLS sessions) for as long as it
 * is good. One for an adapter. Thread-safe.
 */
public final class TlsContexts {
    private final Map<Trust, Known> known = new HashMap<>();

    /** Starts with nothing read yet. */
    public TlsContexts() {}

    /**
     * TLS towards a domain. May block: reads the trust store if it is not known yet or has changed.
     *
     * @param config who is trusted
     * @param domain the XMPP domain that the certificate must prove
     * @param applicationProtocols what ALPN announces: {@link TlsClient#ALPN_XMPP_CLIENT} for direct TLS, nothing for
     *     STARTTLS
     * @throws TlsException if the trust store can't be used, or the domain can't be proven by a certificate
     */
    public TlsClient client(TlsConfig config, String domain, List<String> applicationProtocols) throws TlsException {
        try {
            return new TlsClient(context(config.trust()), config, XmppDomain.of(domain), applicationProtocols);
        } catch (IllegalArgumentException e) {
            throw new TlsException(e.getMessage() + "; check the property serverName", false, e);
        } catch (GeneralSecurityException e) {
            throw new TlsException("This Java runtime can't set up TLS: " + e.getMessage(), false, e);
        }
    }

    private SSLContext context(Trust trust) throws TlsException, GeneralSecurityException {
        if (trust instanceof Trust.Platform && isSetByContainer(SSLContext.getDefault())) {
            return SSLContext.getDefault();
        }
        FileTime changed = trust instanceof Trust.Store store ? lastModified(store) : null;
        synchronized (known) {
            Known context = known.get(trust);
            if (context == null || changed != null && !changed.equals(context.changed())) {
                context = new Known(newContext(trust), changed);
                known.put(trust, context);
            }
            return context.context();
        }
    }

    /**
     * The JVM makes its default from the system properties; whoever sets another one, such as an application server,
     * makes it by another name or from another provider. The JVM's own is made anew with the same trust, as its trust manager would not tell
     * which certificate it refuses.
     */
    private static boolean isSetByContainer(SSLContext context) {
        return !(context.getProtocol().equals("Default")
                && context.getProvider().getName().equals("SunJSSE"));
    }

    private static @Nullable FileTime lastModified(Trust.Store store) {
        try {
            return Files.getLastModifiedTime(store.file());
        } catch (IOException e) {
            // Reading the file will tell.
            return null;
        }
    }

    private static SSLContext newContext(Trust trust) throws TlsException, GeneralSecurityException {
        ServerTrustManager trustManager;
        if (trust instanceof Trust.PinnedKey pinned) {
            trustManager = ServerTrustManager.pinned(PinnedKeys.parse(pinned.sha256()));
        } else {
            trustManager =
                    ServerTrustManager.of(x509(trust instanceof Trust.Store store ? TrustStores.read(store) : null));
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trustManager}, null);
        return context;
    }

    private static X509ExtendedTrustManager x509(@Nullable KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
    }

    private record Known(SSLContext context, @Nullable FileTime changed) {}
}
