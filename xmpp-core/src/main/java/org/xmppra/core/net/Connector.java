package org.xmppra.core.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connects to a host: looks its addresses up off the loop and races them, or leaves both to a proxy. */
public final class Connector {
    private final EventLoop loop;
    private final Executor blocking;
    private final Dns dns;
    private final @Nullable Proxy proxy;

    /**
     * @param loop runs the channel
     * @param blocking runs the address look-up
     * @param route the DNS servers to ask, the proxy to go through
     */
    public Connector(EventLoop loop, Executor blocking, Route route) {
        this(loop, blocking, new DnsClient(route.dnsServers()), route.proxy());
    }

    Connector(EventLoop loop, Executor blocking, Dns dns, @Nullable Proxy proxy) {
        this.loop = loop;
        this.blocking = blocking;
        this.dns = dns;
        this.proxy = proxy;
    }

    /**
     * Connects.
     *
     * @param host a name in A-labels or a literal address, and the TCP port
     * @param time for the look-up and all addresses together
     * @return the channel, which reads nothing yet (auto-read is off) and has no handlers; or an {@link
     *     UnknownHostException}, or an {@link IOException} that names every address tried. Cancelling it ends the attempt
     */
    public Future<Channel> connect(HostPort host, Duration time) {
        Promise<Channel> result = loop.newPromise();
        Future<?> timer = loop.schedule(
                () -> result.tryFailure(new IOException("no connection to " + host + " within " + time.toMillis()
                        + " ms (property connectTimeoutMillis)")),
                time.toMillis(),
                TimeUnit.MILLISECONDS);
        result.addListener(done -> timer.cancel(false));
        try {
            blocking.execute(() -> lookUp(host, result));
        } catch (RejectedExecutionException e) {
            result.tryFailure(
                    new IOException("no thread for the look-up of " + host.host() + ": the adapter is stopping", e));
        }
        return result;
    }

    private void lookUp(HostPort host, Promise<Channel> result) {
        if (result.isDone()) {
            return;
        }
        if (proxy != null) {
            lookUp(proxy, host, result);
            return;
        }
        try {
            List<InetAddress> addresses = AddressOrder.interleaved(dns.addresses(host.host()));
            loop.execute(() -> new AddressRace(bootstrap(), loop, host, addresses, result).start());
        } catch (UnknownHostException e) {
            UnknownHostException clear =
                    new UnknownHostException("no address is known for the host '" + host.host() + "'");
            clear.initCause(e);
            result.tryFailure(clear);
        }
    }

    private void lookUp(Proxy through, HostPort host, Promise<Channel> result) {
        try {
            InetAddress address = dns.addresses(through.address().host()).get(0);
            loop.execute(() -> new ProxyConnect(bootstrap(), through, address, host, result).start());
        } catch (UnknownHostException e) {
            result.tryFailure(
                    new IOException("no address is known for the " + through + ": check the property proxyHost", e));
        }
    }

    private Bootstrap bootstrap() {
        return new Bootstrap()
                .group(loop)
                .channel(OpenSocketChannel.class)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new HeapReads())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                // The one timer is that of the whole attempt.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                // Handlers are for the channel that connects, not for those that fail on the way.
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel created) {}
                });
    }
}
