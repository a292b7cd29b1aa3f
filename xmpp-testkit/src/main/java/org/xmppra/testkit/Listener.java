package org.xmppra.testkit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** A TCP port on which connections are accepted. */
final class Listener {
    private final Channel channel;

    private Listener(Channel channel) {
        this.channel = channel;
    }

    /**
     * Listens. Waits until the port is bound, so must not be called on the loop.
     *
     * @param what who connects there, for the error
     * @param option the option that sets the port, for the error
     * @param accept is given each new connection's channel, on the loop
     * @throws UncheckedIOException if the port cannot be had; the message names port and option
     */
    static Listener bind(
            EventLoopGroup loop, String host, int port, String what, String option, Consumer<SocketChannel> accept) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                // The port can be had again at once after a stop, while old connections linger in TIME_WAIT.
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel accepted) {
                        accept.accept(accepted);
                    }
                })
                .bind(host, port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(
                    "Cannot listen on " + host + ":" + port + " for " + what + ": "
                            + bound.cause().getMessage() + ". Choose another port with " + option,
                    new IOException(bound.cause()));
        }
        return new Listener(bound.channel());
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Accepts no more; waits until the port is free. */
    void close() {
        channel.close().awaitUninterruptibly();
    }
}
