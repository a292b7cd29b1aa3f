package org.xmppra.core.tls;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/**
 * TLS towards one XMPP domain, ready to be added to any number of channels. Immutable and thread-safe.
 *
 * @see TlsContexts#client
 */
public final class TlsClient {
    /** The ALPN protocol of a port that speaks TLS from the first byte (XEP-0368). */
    public static final String ALPN_XMPP_CLIENT = "xmpp-client";

    private final SSLContext context;
    private final TlsConfig config;
    private final XmppDomain domain;
    private final List<String> applicationProtocols;

    TlsClient(SSLContext context, TlsConfig config, XmppDomain domain, List<String> applicationProtocols) {
        this.context = context;
        this.config = config;
        this.domain = domain;
        this.applicationProtocols = List.copyOf(applicationProtocols);
    }

    /**
     * Adds TLS as the first handlers of a pipeline whose channel is registered. The handshake begins at once, or when
     * the channel becomes active. Until the server has proved to be the domain, nothing can be written through these
     * handlers and nothing is read from them. If it can't, the channel is closed. There is no time-out: the caller has
     * one for all of connecting and closes the channel.
     *
     * @param pipeline the pipeline
     * @param blocking runs what may take long: checking certificates, the handshake's arithmetic
     * @return completes on the channel's event loop, after a successful {@link
     *     io.netty.handler.ssl.SslHandshakeCompletionEvent} was fired, with the session; fails with a {@link
     *     TlsException} and nothing else
     */
    public Future<SSLSession> addFirst(ChannelPipeline pipeline, Executor blocking) {
        SslHandler handler = new SslHandler(newEngine(), false, blocking);
        handler.setHandshakeTimeoutMillis(0);
        Promise<SSLSession> proven = pipeline.channel().eventLoop().newPromise();
        pipeline.addFirst(new PeerCheck(handler.engine(), config, domain, proven));
        pipeline.addFirst(handler);
        return proven;
    }

    private SSLEngine newEngine() {
        SSLEngine engine = context.createSSLEngine(domain.ascii(), -1);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(protocols(engine));
        parameters.setAlgorithmConstraints(new WeakAlgorithms());
        if (!domain.isAddress()) {
            parameters.setServerNames(List.of(new SNIHostName(domain.ascii())));
        }
        parameters.setApplicationProtocols(applicationProtocols.toArray(String[]::new));
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** What the runtime's administrator switched off stays off. */
    private static String[] protocols(SSLEngine engine) {
        List<String> enabled = List.of(engine.getEnabledProtocols());
        return Stream.of("TLSv1.3", "TLSv1.2").filter(enabled::contains).toArray(String[]::new);
    }
}
