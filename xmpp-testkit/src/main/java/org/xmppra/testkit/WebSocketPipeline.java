package org.xmppra.testkit;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import org.xmppra.core.xml.WebSocketDocuments;
import org.xmppra.core.xml.WebSocketDocuments.Role;
import org.xmppra.core.xml.XmlLimits;

/** What a WebSocket needs below a stream (RFC 7395). Used on the loop only. */
final class WebSocketPipeline {
    /** Where it is asked for. */
    static final String PATH = "/xmpp-websocket";

    private static final int MAX_HTTP_BYTES = 8192;

    private WebSocketPipeline() {}

    /** Adds it on top of a pipeline; returns what is to know of restarts. */
    static WebSocketDocuments assemble(ChannelPipeline pipeline, XmlLimits limits) {
        WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(PATH)
                .subprotocols("xmpp")
                .decoderConfig(WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(limits.maxBytes())
                        // A stream error says why, and closes.
                        .closeOnProtocolViolation(false)
                        // Whoever reads documents checks their encoding, too.
                        .withUTF8Validator(false)
                        .build())
                .build();
        WebSocketDocuments documents = new WebSocketDocuments(Role.SERVER, limits);
        pipeline.addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(MAX_HTTP_BYTES))
                .addLast(new FaultsPass())
                .addLast(new WebSocketServerProtocolHandler(config))
                .addLast(new NotFound())
                .addLast(new WebSocketFrameAggregator(limits.maxBytes()))
                .addLast(documents);
        return documents;
    }

    /** Leads faults of the peer past the protocol's handler, which would close before the stream has said why. */
    private static final class FaultsPass extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ChannelHandlerContext protocol = ctx.pipeline().context(WebSocketServerProtocolHandler.class);
            (protocol == null ? ctx : protocol).fireExceptionCaught(cause);
        }
    }

    /** Nothing else is served. */
    private static final class NotFound extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            DefaultFullHttpResponse answer =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND);
            answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
            ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
