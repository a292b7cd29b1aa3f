package org.xmppra.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectorTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = loops.next();

    @AfterEach
    void endLoops() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Connector connector(String... addresses) {
        return new Connector(loop, Runnable::run, host -> {
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < addresses.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
        });
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket server = listening()) {
            return server.getLocalPort();
        }
    }

    @Test
    @Tag("ST-2")
    void secondAddressIsTriedWhereTheFirstRefuses() throws IOException {
        try (ServerSocket server = listening()) {
            Future<Channel> connected = connector("127.0.0.2", "127.0.0.1")
                    .connect("example.org", server.getLocalPort(), TIMEOUT)
                    .awaitUninterruptibly();
            assertThat(connected.cause()).isNull();
            Channel channel = connected.getNow();
            assertThat(channel.isActive()).isTrue();
            assertThat(channel.config().isAutoRead()).isFalse();
            channel.close().awaitUninterruptibly();
        }
    }

    @Test
    void failureNamesEveryAddress() throws IOException {
        int port = closedPort();
        Throwable failure = connector("127.0.0.2", "127.0.0.1")
                .connect("example.org", port, TIMEOUT)
                .awaitUninterruptibly()
                .cause();
        assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("127.0.0.1:" + port);
        assertThat(failure.getCause()).isInstanceOf(ConnectException.class);
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(first -> assertThat(first).hasMessageContaining("127.0.0.2:" + port));
    }

    @Test
    void unknownHostIsNamed() {
        Connector connector = new Connector(loop, Runnable::run, host -> {
            throw new UnknownHostException(host);
        });
        assertThat(connector
                        .connect("nowhere.example", 5222, TIMEOUT)
                        .awaitUninterruptibly()
                        .cause())
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("'nowhere.example'");
    }

    @Test
    void cancelledAttemptLeavesNoConnection() throws IOException {
        try (ServerSocket server = listening()) {
            BlockingQueue<Runnable> lookUp = new LinkedBlockingQueue<>();
            Future<Channel> attempt =
                    new Connector(loop, lookUp::add).connect("127.0.0.1", server.getLocalPort(), TIMEOUT);
            assertThat(attempt.cancel(false)).isTrue();
            lookUp.remove().run();
            assertThat(connector("127.0.0.1")
                            .connect("example.org", server.getLocalPort(), TIMEOUT)
                            .awaitUninterruptibly()
                            .getNow()
                            .localAddress())
                    .isEqualTo(server.accept().getRemoteSocketAddress());
        }
    }

    @Test
    void stoppedExecutorFailsTheAttempt() {
        Connector connector = new Connector(loop, task -> {
            throw new RejectedExecutionException();
        });
        assertThat(connector
                        .connect("example.org", 5222, TIMEOUT)
                        .awaitUninterruptibly()
                        .cause())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stopping");
    }
}
