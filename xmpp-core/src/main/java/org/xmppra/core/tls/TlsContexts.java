package org.xmppra.core.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    private final Map<Source, Known> known = new HashMap<>();

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
            return new TlsClient(
                    context(new Source(config.trust(), config.clientKey())),
                    config,
                    XmppDomain.of(domain),
                    applicationProtocols);
        } catch (IllegalArgumentException e) {
            throw new TlsException(e.getMessage() + "; check the property serverName", false, e);
        } catch (GeneralSecurityException e) {
            throw new TlsException("This Java runtime can't set up TLS: " + e.getMessage(), false, e);
        }
    }

    /** A container's default has its own key, if any: one of ours can't be added to it. */
    private SSLContext context(Source source) throws TlsException, GeneralSecurityException {
        if (source.trust() instanceof Trust.Platform
                && source.clientKey() == null
                && isSetByContainer(SSLContext.getDefault())) {
            return SSLContext.getDefault();
        }
        List<FileTime> changed = source.files().map(TlsContexts::lastModified).toList();
        synchronized (known) {
            Known context = known.get(source);
            if (context == null || !changed.equals(context.changed())) {
                context = new Known(newContext(source), changed);
                known.put(source, context);
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

    private static FileTime lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            // Reading the file will tell.
            return FileTime.fromMillis(0);
        }
    }

    private static SSLContext newContext(Source source) throws TlsException, GeneralSecurityException {
        Trust trust = source.trust();
        ServerTrustManager trustManager;
        if (trust instanceof Trust.PinnedKey pinned) {
            trustManager = ServerTrustManager.pinned(PinnedKeys.parse(pinned.sha256()));
        } else {
            trustManager =
                    ServerTrustManager.of(x509(trust instanceof Trust.Store store ? TrustStores.read(store) : null));
        }
        SSLContext context = SSLContext.getInstance("TLS");
        TlsConfig.ClientKey clientKey = source.clientKey();
        context.init(clientKey == null ? null : ClientKeys.read(clientKey), new TrustManager[] {trustManager}, null);
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

    private record Known(SSLContext context, List<FileTime> changed) {}

    /** What a context is made of. */
    private record Source(Trust trust, TlsConfig.@Nullable ClientKey clientKey) {
        Stream<Path> files() {
            Stream<Path> trusted = trust instanceof Trust.Store store ? Stream.of(store.file()) : Stream.empty();
            return clientKey == null ? trusted : Stream.concat(trusted, Stream.of(clientKey.file()));
        }
    }
}
