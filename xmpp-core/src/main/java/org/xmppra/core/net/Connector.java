package org.xmppra.core.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
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
    /** Knows the addresses of a host; fake in tests. */
    interface Addresses {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    private final EventLoop loop;
    private final Executor blocking;
    private final Addresses addresses;

    /**
     * @param loop runs the channel
     * @param blocking runs the address look-up
     */
    public Connector(EventLoop loop, Executor blocking) {
        this(loop, blocking, InetAddress::getAllByName);
    }

    Connector(EventLoop loop, Executor blocking, Addresses addresses) {
        this.loop = loop;
        this.blocking = blocking;
        this.addresses = addresses;
    }

    /**
     * Connects.
     *
     * @param host a name or a literal address
     * @param port the TCP port
     * @param timeout for each address
     * @return the channel, which reads nothing yet (auto-read is off) and has no handlers; or an {@link
     *     UnknownHostException}, or an {@link IOException} that names every address tried. Cancelling it ends the attempt
     */
    public Future<Channel> connect(String host, int port, Duration timeout) {
        Promise<Channel> result = loop.newPromise();
        try {
            blocking.execute(() -> lookUp(host, port, timeout, result));
        } catch (RejectedExecutionException e) {
            result.tryFailure(new IOException("No thread for the look-up of " + host + ": the adapter is stopping", e));
        }
        return result;
    }

    private void lookUp(String host, int port, Duration timeout, Promise<Channel> result) {
        try {
            Deque<InetAddress> found = new ArrayDeque<>(Arrays.asList(addresses.of(host)));
            Bootstrap bootstrap = new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))
                    // Handlers are for the channel that connects, not for those that fail on the way.
                    .option(ChannelOption.AUTO_READ, false)
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel created) {}
                    });
            loop.execute(() -> tryNext(bootstrap, found, port, result, new IOException("no address of " + host)));
        } catch (UnknownHostException e) {
            UnknownHostException clear = new UnknownHostException("no address is known for the host '" + host + "'");
            clear.initCause(e);
            result.tryFailure(clear);
        }
    }

    private void tryNext(
            Bootstrap bootstrap, Deque<InetAddress> addresses, int port, Promise<Channel> result, Throwable last) {
        if (result.isDone()) {
            return;
        }
        InetAddress address = addresses.poll();
        if (address == null) {
            result.tryFailure(last);
            return;
        }
        ChannelFuture attempt = bootstrap.connect(new InetSocketAddress(address, port));
        result.addListener(cancelled -> {
            if (!cancelled.isSuccess()) {
                attempt.channel().close();
            }
        });
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
