package org.xmppra.core.tls;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Promise;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind the {@link io.netty.handler.ssl.SslHandler} until the server has proved to be the domain, lets nothing pass before, and
 * leaves the pipeline. The name is checked here, not in the trust manager, because the container's default {@code
 * SSLContext} brings its own, and because a resumed TLS session asks no trust manager.
 */
final class PeerCheck extends ChannelDuplexHandler {
    private final SSLEngine engine;
    private final TlsConfig config;
    private final XmppDomain domain;
    private final Promise<SSLSession> proven;

    PeerCheck(SSLEngine engine, TlsConfig config, XmppDomain domain, Promise<SSLSession> proven) {
        this.engine = engine;
        this.config = config;
        this.domain = domain;
        this.proven = proven;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent completion)) {
            ctx.fireUserEventTriggered(event);
        } else if (completion.isSuccess()) {
            handshakeDone(ctx, event);
        } else {
            fail(ctx, TlsFailures.explain(completion.cause(), domain, config));
        }
    }

    private void handshakeDone(ChannelHandlerContext ctx, Object event) {
        SSLSession session = engine.getSession();
        TlsException refusal = refusal(session);
        if (refusal != null) {
            session.invalidate();
            fail(ctx, refusal);
            return;
        }
        ctx.fireUserEventTriggered(event);
        ctx.pipeline().remove(this);
        proven.trySuccess(session);
    }

    private @Nullable TlsException refusal(SSLSession session) {
        try {
            X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
            CertificateNames names = CertificateNames.of(certificate);
            return names.prove(domain) ? null : TlsFailures.wrongName(domain, names);
        } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
            return TlsFailures.explain(e, domain, config);
        }
    }

    private void fail(ChannelHandlerContext ctx, TlsException failure) {
        if (proven.tryFailure(failure)) {
            ctx.fireUserEventTriggered(new SslHandshakeCompletionEvent(failure));
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(ctx, TlsFailures.explain(cause, domain, config));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(ctx, TlsFailures.explain(new ClosedChannelException(), domain, config));
        ctx.fireChannelInactive();
    }

    /** Nothing that a server which is not proven says is handed on. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    /** Nothing is said to a server that is not proven. */
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ReferenceCountUtil.release(message);
        promise.setFailure(new IllegalStateException("Written before TLS was established with " + domain.ascii()));
    }
}
