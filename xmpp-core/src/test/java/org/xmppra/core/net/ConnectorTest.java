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
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        return connector(host -> {
            List<InetAddress> found = new ArrayList<>();
            for (String address : addresses) {
                found.add(InetAddress.getByName(address));
            }
            return found;
        });
    }

    private Connector connector(Hosts hosts) {
        return new Connector(loop, Runnable::run, hosts, null);
    }

    /** Knows hosts and no services. */
    private interface Hosts extends Dns {
        @Override
        default List<SrvEntry> services(String name, Duration time) {
            throw new AssertionError("Asked for " + name);
        }
    }

    private static HostPort example(int port) {
        return new HostPort("example.org", port);
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
                    .connect(example(server.getLocalPort()), TIMEOUT)
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
                .connect(example(port), TIMEOUT)
                .awaitUninterruptibly()
                .cause();
        assertThat(failure)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("example.org:" + port)
                .hasMessageContaining("127.0.0.2:" + port)
                .hasMessageContaining("127.0.0.1:" + port);
        assertThat(failure.getCause()).isInstanceOf(ConnectException.class);
    }

    /** A listener that takes no more: whoever connects gets no answer. */
    private record BlackHole(ServerSocket server, List<Socket> waiting) implements AutoCloseable {
        static BlackHole on(String address, int port) throws IOException {
            BlackHole hole =
                    new BlackHole(new ServerSocket(port, 1, InetAddress.getByName(address)), new ArrayList<>());
            try {
                while (true) {
                    Socket socket = new Socket();
                    hole.waiting.add(socket);
                    socket.connect(hole.server.getLocalSocketAddress(), 200);
                }
            } catch (SocketTimeoutException full) {
                return hole;
            }
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : waiting) {
                socket.close();
            }
            server.close();
        }
    }

    @Test
    @Tag("ST-2")
    void addressThatDoesNotAnswerIsOvertakenAfterAQuarterOfASecond() throws IOException {
        try (ServerSocket server = listening();
                BlackHole hole = BlackHole.on("127.0.0.2", server.getLocalPort())) {
            assertThat(hole.waiting()).isNotEmpty();
            long begun = System.nanoTime();
            Channel channel = connector("127.0.0.2", "127.0.0.1")
                    .connect(example(server.getLocalPort()), TIMEOUT)
                    .awaitUninterruptibly()
                    .getNow();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(4));
            assertThat(channel.remoteAddress()).isEqualTo(server.getLocalSocketAddress());
            channel.close().awaitUninterruptibly();
        }
    }

    @Test
    @Tag("ST-2")
    void allAddressesTogetherHaveOneTime() throws IOException {
        try (ServerSocket free = listening();
                BlackHole one = BlackHole.on("127.0.0.2", free.getLocalPort());
                BlackHole two = BlackHole.on("127.0.0.3", free.getLocalPort())) {
            assertThat(one.waiting()).hasSameSizeAs(two.waiting());
            long begun = System.nanoTime();
            assertThat(connector("127.0.0.2", "127.0.0.3")
                            .connect(example(free.getLocalPort()), Duration.ofMillis(600))
                            .awaitUninterruptibly()
                            .cause())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("within 600 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void unknownHostIsNamed() {
        Connector connector = connector((Hosts) host -> {
            throw new UnknownHostException(host);
        });
        assertThat(connector
                        .connect(new HostPort("nowhere.example", 5222), TIMEOUT)
                        .awaitUninterruptibly()
                        .cause())
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("'nowhere.example'");
    }

    @Test
    void cancelledAttemptLeavesNoConnection() throws IOException {
        try (ServerSocket server = listening()) {
            BlockingQueue<Runnable> lookUp = new LinkedBlockingQueue<>();
            Future<Channel> attempt = new Connector(loop, lookUp::add, Route.BY_DNS)
                    .connect(new HostPort("127.0.0.1", server.getLocalPort()), TIMEOUT);
            assertThat(attempt.cancel(false)).isTrue();
            lookUp.remove().run();
            assertThat(connector("127.0.0.1")
                            .connect(example(server.getLocalPort()), TIMEOUT)
                            .awaitUninterruptibly()
                            .getNow()
                            .localAddress())
                    .isEqualTo(server.accept().getRemoteSocketAddress());
        }
    }

    @Test
    void stoppedExecutorFailsTheAttempt() {
        Connector connector = new Connector(
                loop,
                task -> {
                    throw new RejectedExecutionException();
                },
                Route.BY_DNS);
        assertThat(connector
                        .connect(example(5222), TIMEOUT)
                        .awaitUninterruptibly()
                        .cause())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stopping");
    }
}
