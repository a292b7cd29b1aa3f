package org.xmppra.core.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Turns a connection into a WebSocket with the subprotocol {@code xmpp} (RFC 6455 §4, RFC 7395 §3.1). */
public final class WebSocketUpgrade extends ChannelInboundHandlerAdapter {
    private static final String SUBPROTOCOL = "xmpp";
    private static final int MAX_HTTP_BYTES = 8192;
    /** The caller has the timer. */
    private static final long NO_TIMEOUT = Long.MAX_VALUE / 2;

    private final URI url;
    private final Promise<Void> upgraded;

    private WebSocketUpgrade(URI url, Promise<Void> upgraded) {
        this.url = url;
        this.upgraded = upgraded;
    }

    /** The port of a URL: its own, or that of its scheme. */
    public static HostPort address(URI url) {
        String host = url.getHost();
        boolean bracketed = host.startsWith("[");
        int usual = url.getScheme().equals("wss") ? 443 : 80;
        return new HostPort(
                bracketed ? host.substring(1, host.length() - 1) : host, url.getPort() < 0 ? usual : url.getPort());
    }

    /**
     * Adds what a WebSocket needs below a handler, and asks the server for one. On the channel's event loop.
     *
     * @param pipeline of an active channel
     * @param above the name of the handler that is to read whole {@link
     *     io.netty.handler.codec.http.websocketx.WebSocketFrame}s
     * @param maxBytes of one message
     * @return fails with an {@link IOException} that says why there is none
     */
    public static Future<Void> begin(ChannelPipeline pipeline, String above, URI url, int maxBytes) {
        Promise<Void> upgraded = pipeline.channel().eventLoop().newPromise();
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(url)
                .subprotocol(SUBPROTOCOL)
                .maxFramePayloadLength(maxBytes)
                .generateOriginHeader(false)
                .handshakeTimeoutMillis(NO_TIMEOUT)
                // Whoever reads documents checks their encoding, too.
                .withUTF8Validator(false)
                .build();
        // By then the channel has told all handlers that it is active; these begin with hearing it.
        pipeline.channel().eventLoop().execute(() -> add(pipeline, above, config, maxBytes, url, upgraded));
        return upgraded;
    }

    private static void add(
            ChannelPipeline pipeline,
            String above,
            WebSocketClientProtocolConfig config,
            int maxBytes,
            URI url,
            Promise<Void> upgraded) {
        if (pipeline.get(above) == null) {
            upgraded.tryFailure(new IOException("the server closed the connection"));
            return;
        }
        HttpClientCodec http = new HttpClientCodec();
        pipeline.addBefore(above, null, http)
                .addBefore(above, null, new HttpObjectAggregator(MAX_HTTP_BYTES))
                .addBefore(above, null, new WebSocketClientProtocolHandler(config))
                .addBefore(above, null, new WebSocketUpgrade(url, upgraded))
                .addBefore(above, null, new WebSocketFrameAggregator(maxBytes));
        pipeline.context(http).fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            ctx.pipeline().remove(this);
            upgraded.trySuccess(null);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        String why = cause instanceof WebSocketClientHandshakeException handshake && handshake.response() != null
                ? "it answers with the HTTP status " + handshake.response().status()
                : String.valueOf(cause.getMessage());
        fail(why, cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail("it closed the connection", null);
        ctx.fireChannelInactive();
    }

    private void fail(String why, @Nullable Throwable cause) {
        upgraded.tryFailure(new IOException(
                "the server at " + url + " offers no WebSocket for XMPP: " + why + "; check the property connectionURL",
                cause));
    }
}
