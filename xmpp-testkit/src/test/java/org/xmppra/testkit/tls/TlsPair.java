package org.xmppra.testkit.tls;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.xmppra.core.tls.TlsClient;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.tls.TlsContexts;
import org.xmppra.core.tls.TlsException;
import org.xmppra.testkit.TestCertificate;

/** A client and a server in memory; the server speaks first, as soon as TLS stands. */
final class TlsPair implements AutoCloseable {
    static final String WELCOME = "welcome";

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newCachedThreadPool();
    private final TlsContexts contexts = new TlsContexts();
    private final Queue<String> readByClient = new ConcurrentLinkedQueue<>();
    private final Queue<Object> handshakeEvents = new ConcurrentLinkedQueue<>();
    private final Queue<String> taskThreads = new ConcurrentLinkedQueue<>();

    /** A server with this certificate. */
    static Consumer<Channel> server(TestCertificate certificate) {
        return server(certificate, engine -> {});
    }

    /** A server with this certificate and these settings. */
    static Consumer<Channel> server(TestCertificate certificate, Consumer<SSLEngine> settings) {
        return channel -> {
            SSLEngine engine = certificate.serverContext().createSSLEngine();
            engine.setUseClientMode(false);
            settings.accept(engine);
            channel.pipeline().addLast(new SslHandler(engine), new Greeter());
        };
    }

    /** A server that answers the first bytes with these and, if so told, closes. */
    static Consumer<Channel> rawServer(byte[] answer, boolean close) {
        return channel -> channel.pipeline().addLast(new RawAnswer(answer, close));
    }

    /** Connects as a STARTTLS client would; the session, or why not. */
    SSLSession connect(TlsConfig.Trust trust, String domain, Consumer<Channel> server) throws Exception {
        var client = contexts.client(new TlsConfig(TlsConfig.Use.REQUIRED, trust), domain, List.of());
        return connect(client, server);
    }

    SSLSession connect(TlsClient client, Consumer<Channel> server) throws Exception {
        Channel channel = channelTo(server);
        Future<SSLSession> proven = channel.eventLoop()
                .submit(() -> client.addFirst(channel.pipeline(), this::runBlocking))
                .get(10, TimeUnit.SECONDS);
        proven.await(10, TimeUnit.SECONDS);
        if (proven.isSuccess()) {
            return proven.getNow();
        }
        channel.closeFuture().await(10, TimeUnit.SECONDS);
        throw (TlsException) proven.cause();
    }

    /** A channel without TLS yet. */
    Channel channelTo(Consumer<Channel> server) throws InterruptedException {
        LocalAddress address = new LocalAddress(TlsPair.class);
        new ServerBootstrap()
                .group(loops)
                .channel(LocalServerChannel.class)
                .childHandler(new Initializer(server))
                .bind(address)
                .sync();
        return new Bootstrap()
                .group(loops)
                .channel(LocalChannel.class)
                .handler(new Initializer(channel -> channel.pipeline().addLast(new ClientEnd())))
                .connect(address)
                .sync()
                .channel();
    }

    TlsContexts contexts() {
        return contexts;
    }

    ExecutorService blocking() {
        return blocking;
    }

    Queue<String> readByClient() {
        return readByClient;
    }

    Queue<Object> handshakeEvents() {
        return handshakeEvents;
    }

    Queue<String> taskThreads() {
        return taskThreads;
    }

    private void runBlocking(Runnable task) {
        blocking.execute(() -> {
            taskThreads.add(Thread.currentThread().getName());
            task.run();
        });
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        blocking.shutdownNow();
    }

    private final class ClientEnd extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf message) {
            readByClient.add(message.toString(StandardCharsets.UTF_8));
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslHandshakeCompletionEvent) {
                handshakeEvents.add(event);
            }
        }
    }

    private static final class Greeter extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event == SslHandshakeCompletionEvent.SUCCESS) {
                ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(WELCOME.getBytes(StandardCharsets.UTF_8)));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // The client tells what was wrong.
            ctx.close();
        }
    }

    private static final class RawAnswer extends ChannelInboundHandlerAdapter {
        private final byte[] answer;
        private final boolean close;

        RawAnswer(byte[] answer, boolean close) {
            this.answer = answer;
            this.close = close;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ((ByteBuf) message).release();
            ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(answer));
            if (close) {
                ctx.close();
            }
        }
    }

    private static final class Initializer extends ChannelInitializer<Channel> {
        private final Consumer<Channel> action;

        Initializer(Consumer<Channel> action) {
            this.action = action;
        }

        @Override
        protected void initChannel(Channel channel) {
            action.accept(channel);
        }
    }
}
