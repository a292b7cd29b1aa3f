package org.xmppra.core.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Connects to whichever address of a host answers first: one more is tried every 250 ms, or at once when one fails; the
 * others are given up when one has won (RFC 8305 §5). Confined to the event loop.
 */
final class AddressRace {
    private static final int STAGGER_MILLIS = 250;

    private final Bootstrap bootstrap;
    private final EventLoop loop;
    private final HostPort host;
    private final Deque<InetAddress> left;
    private final Promise<Channel> result;
    private final List<ChannelFuture> running = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private @Nullable Future<?> next;

    /**
     * @param addresses at least one, in the order to be tried
     * @param result cancelling it gives up; done by others, too, such as a timer
     */
    AddressRace(
            Bootstrap bootstrap, EventLoop loop, HostPort host, List<InetAddress> addresses, Promise<Channel> result) {
        this.bootstrap = bootstrap;
        this.loop = loop;
        this.host = host;
        this.left = new ArrayDeque<>(addresses);
        this.result = result;
    }

    void start() {
        result.addListener(done -> end());
        tryNext();
    }

    private void tryNext() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
        InetAddress address = left.poll();
        if (address == null || result.isDone()) {
            return;
        }
        ChannelFuture attempt = bootstrap.connect(new InetSocketAddress(address, host.port()));
        running.add(attempt);
        if (!left.isEmpty()) {
            next = loop.schedule(this::tryNext, STAGGER_MILLIS, TimeUnit.MILLISECONDS);
        }
        attempt.addListener(done -> ended(attempt));
    }

    private void ended(ChannelFuture attempt) {
        running.remove(attempt);
        if (attempt.isSuccess()) {
            if (!result.trySuccess(attempt.channel())) {
                attempt.channel().close();
            }
            return;
        }
        failures.add(attempt.cause());
        if (!left.isEmpty()) {
            tryNext();
        } else if (running.isEmpty()) {
            result.tryFailure(failure());
        }
    }

    private IOException failure() {
        String each = failures.stream().map(Throwable::getMessage).distinct().collect(Collectors.joining("; "));
        IOException all = new IOException("no connection to " + host + ": " + each, failures.get(0));
        failures.stream().skip(1).forEach(all::addSuppressed);
        return all;
    }

    private void end() {
        if (next != null) {
            next.cancel(false);
        }
        for (ChannelFuture attempt : List.copyOf(running)) {
            attempt.channel().close();
        }
    }
}
