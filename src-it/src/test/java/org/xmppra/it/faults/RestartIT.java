package org.xmppra.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.IqStatistics;
import org.xmppra.core.iq.RouterSettings;
import org.xmppra.core.net.Route;
import org.xmppra.core.sasl.Secret;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.SessionConfig.Mode;
import org.xmppra.core.session.SessionConfig.Reconnect;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.session.SessionConfig.Timing;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppRuntime;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.session.XmppSessions;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.xml.XmlLimits;
import org.xmppra.it.servers.RealServer;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.software.RealSoftware;

/** A thousand sessions lose their server together, and come back without a storm. */
class RestartIT {
    private static final int SESSIONS = Integer.getInteger("xmppra.restart.sessions", 1_000);
    /** The default: full jitter from 1 s to 60 s. */
    private static final Reconnect RECONNECT = Reconnect.FOREVER;

    private static final Duration ALL_THERE = Duration.ofMinutes(2);

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newFixedThreadPool(4);
    private final List<XmppSession> sessions = new ArrayList<>();

    @Test
    @Tag("ST-11")
    void aThousandSessionsAreBackWithinTwoRoundsWithoutAStorm() throws Exception {
        RealSoftware.require(RealServer.PROSODY.missing());
        try (XmppServer server = RealServer.PROSODY.create(Soak.SERVER)) {
            server.start();
            try (FaultProxy proxy = new FaultProxy(server.host(), server.clientPort())) {
                open(server, proxy);
                int before = proxy.accepted().size();
                server.kill();
                long killed = System.nanoTime();
                server.start();
                long restarted = System.nanoTime();
                awaitAll();
                long back = System.nanoTime();
                List<Long> attempts =
                        proxy.accepted().subList(before, proxy.accepted().size());
                int peak = mostInOneSecond(attempts);
                System.out.printf(
                        "%d sessions back %.1f s after the restart (the server was away for %.1f s): %d attempts, at most %d"
                                + " in one second%n",
                        SESSIONS, (back - restarted) / 1e9, (restarted - killed) / 1e9, attempts.size(), peak);
                assertThat(peak).as("connection attempts in one second").isLessThan(SESSIONS / 2);
                assertThat(attempts).as("attempts, two for each session").hasSizeLessThanOrEqualTo(2 * SESSIONS);
            } finally {
                close();
            }
        }
    }

    private void open(XmppServer server, FaultProxy proxy) {
        XmppRuntime runtime = new XmppRuntime(loops, blocking, XmlLimits.DEFAULT);
        IqRouter router = new IqRouter(RouterSettings.client(), new IqStatistics());
        long begin = System.nanoTime();
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(XmppSessions.open(config(server, proxy), runtime, router));
        }
        awaitAll();
        System.out.printf(
                "%d sessions live after %.1f s, %d attempts%n",
                SESSIONS, (System.nanoTime() - begin) / 1e9, proxy.accepted().size());
    }

    private static SessionConfig config(XmppServer server, FaultProxy proxy) {
        return new SessionConfig(
                Mode.CLIENT,
                server.domain(),
                Route.to(server.host(), proxy.port()),
                "romeo",
                new Secret(Soak.PASSWORD),
                new ResourceChoice.Prefixed("crowd-"),
                new TlsConfig(TlsConfig.Use.REQUIRED, new TlsConfig.Trust.Store(server.certificate(), null)),
                Set.of(),
                false,
                new Timing(Duration.ofSeconds(10), Duration.ofSeconds(60), RECONNECT, Duration.ofSeconds(15)));
    }

    private void awaitAll() {
        await().atMost(ALL_THERE)
                .until(() -> sessions.stream().allMatch(session -> session.state() == SessionState.LIVE));
    }

    private static int mostInOneSecond(List<Long> attempts) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < attempts.size(); last++) {
            while (attempts.get(last) - attempts.get(first) > TimeUnit.SECONDS.toNanos(1)) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    private void close() {
        sessions.forEach(session -> session.close(Duration.ZERO));
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        blocking.shutdownNow();
        assertThat(loops.isTerminated()).isTrue();
    }
}
