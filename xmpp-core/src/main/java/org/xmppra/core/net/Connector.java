package org.xmppra.core.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Connects to a host: looks its addresses up off the loop, then tries one after the other. */
public final class Connector {
    private final EventLoop loop;
    private final Executor blocking;

    /**
     * @param loop runs the channel
     * @param blocking runs the address look-up
     */
    public Connector(EventLoop loop, Executor blocking) {
        this.loop = loop;
        this.blocking = blocking;
    }

    /**
     * Connects.
     *
     * @param host a name or a literal address
     * @param port the TCP port
     * @param timeout for each address
     * @param handler is put into the channel's pipeline before it connects
     * @return the channel, or an {@link UnknownHostException}, or an {@link IOException} that names every address tried
     */
    public Future<Channel> connect(String host, int port, Duration timeout, ChannelHandler handler) {
        Promise<Channel> result = loop.newPromise();
        try {
            blocking.execute(() -> lookUp(host, port, timeout, handler, result));
        } catch (RejectedExecutionException e) {
            result.tryFailure(new IOException("No thread for the look-up of " + host + ": the adapter is stopping", e));
        }
        return result;
    }

    private void lookUp(String host, int port, Duration timeout, ChannelHandler handler, Promise<Channel> result) {
        try {
            Deque<InetAddress> addresses = new ArrayDeque<>(Arrays.asList(InetAddress.getAllByName(host)));
            Bootstrap bootstrap = new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))
                    .handler(handler);
            loop.execute(() -> tryNext(bootstrap, addresses, port, result, new IOException("no address of " + host)));
        } catch (UnknownHostException e) {
            UnknownHostException clear = new UnknownHostException("no address is known for the host '" + host + "'");
            clear.initCause(e);
            result.tryFailure(clear);
        }
    }

    private void tryNext(
            Bootstrap bootstrap, Deque<InetAddress> addresses, int port, Promise<Channel> result, Throwable last) {
        InetAddress address = addresses.poll();
        if (address == null) {
            result.tryFailure(last);
            return;
        }
        ChannelFuture attempt = bootstrap.connect(new InetSocketAddress(address, port));
        attempt.addListener(done -> {
            if (!done.isSuccess()) {
                IOException failure = new IOException(done.cause().getMessage(), done.cause());
                if (last.getCause() != null) {
                    failure.addSuppressed(last);
                }
                tryNext(bootstrap, addresses, port, result, failure);
            } else if (!result.trySuccess(attempt.channel())) {
                attempt.channel().close();
            }
        });
    }
}
