package org.xmppra.it.faults;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Forwards TCP connections to one server, until told otherwise: it cuts, holds, delays and loses what passes. On loopback, on
 * a free port. Thread-safe.
 */
final class FaultProxy implements AutoCloseable {
    private static final int GOODBYE_SECONDS = 5;

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final List<Long> accepted = new ArrayList<>();
    private final AtomicInteger toLose = new AtomicInteger();
    private final InetSocketAddress server;
    private final Channel listener;
    private volatile long delayMillis;

    FaultProxy(String host, int port) {
        server = new InetSocketAddress(host, port);
        listener = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        connectOn(client);
                    }
                })
                .bind(host, 0)
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** When connections were accepted, as {@link System#nanoTime()}, in order. */
    List<Long> accepted() {
        synchronized (accepted) {
            return List.copyOf(accepted);
        }
    }

    /** Ends every connection at once, towards both sides, without goodbye. */
    void cut() {
        channels.close().awaitUninterruptibly();
    }

    /** Every connection stays open, and nothing passes for that long, either way. */
    void hold(Duration time) {
        List<Channel> held = List.copyOf(channels);
        held.forEach(channel -> channel.config().setAutoRead(false));
        loop.next()
                .schedule(
                        () -> held.forEach(channel -> channel.config().setAutoRead(true)),
                        time.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** From now on everything takes that much longer, either way; zero ends it. */
    void delay(Duration time) {
        delayMillis = time.toMillis();
    }

    /** Loses that many of the next pieces that pass, whichever way: what follows them makes no sense to who reads it. */
    void lose(int pieces) {
        toLose.set(pieces);
    }

    private void connectOn(Channel client) {
        synchronized (accepted) {
            accepted.add(System.nanoTime());
        }
        ChannelFuture connecting = new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new Forward(client))
                .connect(server);
        Channel there = connecting.channel();
        client.pipeline().addLast(new Forward(there));
        connecting.addListener(connected -> {
            if (connected.isSuccess()) {
                channels.add(client);
                channels.add(there);
                client.config().setAutoRead(true);
                there.config().setAutoRead(true);
            } else {
                client.close();
            }
        });
    }

    /** One direction of one connection. */
    private final class Forward extends ChannelInboundHandlerAdapter {
        private final Channel other;

        Forward(Channel other) {
            this.other = other;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object piece) {
            if (toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                ReferenceCountUtil.release(piece);
                return;
            }
            long delay = delayMillis;
            if (delay == 0) {
                other.writeAndFlush(piece);
            } else {
                context.executor().schedule(() -> other.writeAndFlush(piece), delay, TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            other.config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            other.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        cut();
        loop.shutdownGracefully(0, GOODBYE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
