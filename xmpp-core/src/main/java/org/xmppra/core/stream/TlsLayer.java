package org.xmppra.core.stream;

import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.Future;
import javax.net.ssl.SSLSession;

/** Puts TLS under a stream. */
@FunctionalInterface
public interface TlsLayer {
    /**
     * Adds TLS as the first handlers of a pipeline and starts the handshake.
     *
     * @return completes on the channel's event loop, with the session, when the peer has proved who it is; fails with an exception whose
     *     message says why it has not
     */
    Future<SSLSession> addFirst(ChannelPipeline pipeline);
}
