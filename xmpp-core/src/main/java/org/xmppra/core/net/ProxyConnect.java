package org.xmppra.core.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Connects through a proxy, which looks the host's name up. Confined to the event loop. */
final class ProxyConnect {
    private final Bootstrap bootstrap;
    private final Proxy proxy;
    private final InetAddress address;
    private final HostPort host;
    private final Promise<Channel> result;

    ProxyConnect(Bootstrap bootstrap, Proxy proxy, InetAddress address, HostPort host, Promise<Channel> result) {
        this.bootstrap = bootstrap;
        this.proxy = proxy;
        this.address = address;
        this.host = host;
        this.result = result;
    }

    void start() {
        ProxyHandler handler =
                handler(new InetSocketAddress(address, proxy.address().port()));
        // The promise given to the caller has the timer.
        handler.setConnectTimeoutMillis(0);
        ChannelFuture attempt = bootstrap
                .handler(handler)
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .connect(InetSocketAddress.createUnresolved(host.host(), host.port()));
        result.addListener(done -> {
            if (!done.isSuccess()) {
                attempt.channel().close();
            }
        });
        attempt.addListener(tcp -> {
            if (!tcp.isSuccess()) {
                fail(tcp.cause());
            }
        });
        handler.connectFuture().addListener(connected -> {
            if (!connected.isSuccess()) {
                fail(connected.cause());
            } else if (!result.trySuccess(attempt.channel())) {
                attempt.channel().close();
            }
        });
    }

    private ProxyHandler handler(InetSocketAddress at) {
        String user = proxy.userName();
        String password = proxy.password() == null ? "" : proxy.password();
        return switch (proxy.kind()) {
            case HTTP -> user == null ? new HttpProxyHandler(at) : new HttpProxyHandler(at, user, password);
            case SOCKS5 -> user == null ? new Socks5ProxyHandler(at) : new Socks5ProxyHandler(at, user, password);
        };
    }

    private void fail(Throwable cause) {
        result.tryFailure(new IOException(ProxyFailures.explain(proxy, host, cause), cause));
    }
}
