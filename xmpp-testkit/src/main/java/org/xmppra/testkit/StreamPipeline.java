package org.xmppra.testkit;

import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.xml.WebSocketDocuments;
import org.xmppra.core.xml.XmlFramer;
import org.xmppra.core.xml.XmlLimits;

/** The handlers of one connection in the order of the wire: TLS, flushing, framing, the stream. Used on the loop only. */
final class StreamPipeline {
    private static final int FLUSH_AFTER_WRITES = 256;

    private final Channel channel;
    private final XmlLimits limits;
    private final XmlFramer framer;
    private @Nullable WebSocketDocuments documents;

    StreamPipeline(Channel channel, XmlLimits limits) {
        this.channel = channel;
        this.limits = limits;
        this.framer = new XmlFramer(limits);
    }

    /** Puts a WebSocket under the stream, which is not assembled yet. */
    void webSocket() {
        documents = WebSocketPipeline.assemble(channel.pipeline(), limits);
    }

    /** Puts the stream on top. */
    void assemble(StreamConnection stream) {
        channel.pipeline()
                .addLast(new FlushConsolidationHandler(FLUSH_AFTER_WRITES, true))
                .addLast(framer)
                .addLast(new FrameHandler(stream));
    }

    /** Puts TLS at the bottom; what was written before stays in clear. */
    void secure(ServerTls tls) {
        channel.pipeline().addFirst(tls.newHandler());
    }

    /** The session of the TLS at the bottom, after its handshake. */
    SSLSession tlsSession() {
        return channel.pipeline().get(SslHandler.class).engine().getSession();
    }

    /** Waits for a new stream header. */
    void restart() {
        framer.restart();
        if (documents != null) {
            documents.restart();
        }
    }

    /**
     * Waits for a new stream header inside TLS.
     *
     * @throws StreamException if the peer sent more in clear than it may (RFC 6120 §5.4.3.3)
     */
    void restartForTls() throws StreamException {
        framer.restartForTls();
    }
}
