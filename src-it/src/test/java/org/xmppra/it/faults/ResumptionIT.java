package org.xmppra.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.XmppException;
import org.xmppra.core.iq.IqClaim;
import org.xmppra.core.iq.IqExchange;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.IqStatistics;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.iq.RouterSettings;
import org.xmppra.core.net.Route;
import org.xmppra.core.sasl.Secret;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.SessionConfig.Mode;
import org.xmppra.core.session.SessionConfig.Reconnect;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.session.SessionConfig.Timing;
import org.xmppra.core.session.SessionListener;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppRuntime;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.session.XmppSessions;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.xml.XmlLimits;
import org.xmppra.it.servers.RealServer;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.software.RealSoftware;

/** A connection is cut while requests are on their way in both directions: nobody notices (XEP-0198). */
class ResumptionIT {
    private static final int REQUESTS = 100;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newFixedThreadPool(2);
    private final XmppRuntime runtime = new XmppRuntime(loops, blocking, XmlLimits.DEFAULT);

    @AfterEach
    void endThreads() {
        loops.shutdownGracefully().awaitUninterruptibly();
        blocking.shutdownNow();
    }

    /** One of the two: holds the requests that it gets until it is told to answer. */
    private final class Side implements SessionListener, AutoCloseable {
        private final List<IqExchange> held = new CopyOnWriteArrayList<>();
        private final List<String> news = new CopyOnWriteArrayList<>();
        private final List<CompletableFuture<RequestOutcome>> outcomes = new ArrayList<>();
        private final IqStatistics statistics = new IqStatistics();
        private final XmppSession session;

        Side(XmppServer server, String user, int port) throws Exception {
            IqRouter router = new IqRouter(RouterSettings.client(), statistics);
            router.register(new IqClaim(Set.of(IqType.GET), "urn:example:held", null), held::add, "test");
            session = XmppSessions.open(config(server, user, port), runtime, router);
            session.addListener(this);
            session.awaitLive(SOON);
        }

        @Override
        public void suspended(XmppException cause) {
            news.add("suspended");
        }

        @Override
        public void resumed() {
            news.add("resumed");
        }

        @Override
        public void lost(XmppException cause) {
            news.add("lost");
        }

        void ask(Jid other, int times) {
            for (int i = 0; i < times; i++) {
                CompletableFuture<RequestOutcome> outcome = new CompletableFuture<>();
                outcomes.add(outcome);
                session.request(Iq.get(other).query("urn:example:held").build(), SOON, outcome::complete);
            }
        }

        void answerAll() {
            held.forEach(exchange ->
                    assertThat(exchange.answer(exchange.request().reply())).isTrue());
        }

        void assertAllAnswered() {
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .succeedsWithin(SOON)
                            .isInstanceOf(RequestOutcome.Answered.class)
                            .extracting(how ->
                                    ((RequestOutcome.Answered) how).response().type())
                            .isEqualTo(IqType.RESULT));
            assertThat(statistics.snapshot().answersDropped()).isZero();
            assertThat(statistics.snapshot().lateResponses()).isZero();
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private static SessionConfig config(XmppServer server, String user, int port) {
        // Not at once: there is to be time in which the session is suspended.
        Reconnect slow = new Reconnect(false, Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5));
        return new SessionConfig(
                Mode.CLIENT,
                server.domain(),
                Route.to(server.host(), port),
                user,
                new Secret(Soak.PASSWORD),
                new ResourceChoice.Exact("here"),
                new TlsConfig(TlsConfig.Use.REQUIRED, new TlsConfig.Trust.Store(server.certificate(), null)),
                Set.of(),
                false,
                new Timing(Duration.ofSeconds(10), Duration.ofSeconds(60), slow, SOON));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("ST-9")
    @Tag("IQ-23")
    void cutConnectionIsNoticedByNobody(RealServer kind) throws Exception {
        RealSoftware.require(kind.missing());
        try (XmppServer server = kind.create(Soak.SERVER)) {
            server.start();
            try (FaultProxy proxy = new FaultProxy(server.host(), server.clientPort());
                    Side romeo = new Side(server, "romeo", proxy.port());
                    Side julia = new Side(server, "julia", server.clientPort())) {
                Jid address = romeo.session.jid();
                romeo.ask(julia.session.jid(), REQUESTS);
                julia.ask(address, REQUESTS);
                await("all requests on their way")
                        .atMost(SOON)
                        .until(() -> romeo.held.size() == REQUESTS && julia.held.size() == REQUESTS);

                proxy.cut();
                await().atMost(SOON).until(() -> romeo.news.contains("suspended"));
                julia.answerAll();
                romeo.answerAll();
                romeo.ask(julia.session.jid(), 1);
                await("the request that was made meanwhile")
                        .atMost(SOON)
                        .until(() -> julia.held.size() == REQUESTS + 1);
                julia.held
                        .get(REQUESTS)
                        .answer(julia.held.get(REQUESTS).request().reply());

                romeo.assertAllAnswered();
                julia.assertAllAnswered();
                assertThat(romeo.news).containsExactly("suspended", "resumed");
                assertThat(romeo.session.state()).isEqualTo(SessionState.LIVE);
                assertThat(romeo.session.jid()).isEqualTo(address);
                assertThat(romeo.held).hasSize(REQUESTS);
                assertThat(julia.held).hasSize(REQUESTS + 1);
            }
        }
    }

    /** What the server acknowledged before it died is told apart from what it may never have got. */
    @ParameterizedTest
    @EnumSource
    @Tag("ST-9")
    @Tag("IQ-13")
    void serverThatForgotTheSessionLetsRequestsFailWithTheirFate(RealServer kind) throws Exception {
        RealSoftware.require(kind.missing());
        try (XmppServer server = kind.create(Soak.SERVER)) {
            server.start();
            try (Side romeo = new Side(server, "romeo", server.clientPort());
                    Side julia = new Side(server, "julia", server.clientPort())) {
                romeo.ask(julia.session.jid(), REQUESTS);
                await().atMost(SOON).until(() -> julia.held.size() == REQUESTS);
                server.kill();
                await().atMost(SOON).until(() -> romeo.news.contains("suspended"));
                romeo.ask(julia.session.jid(), 1);
                server.start();
                await().atMost(SOON).until(() -> romeo.news.contains("lost"));

                assertThat(romeo.outcomes)
                        .allSatisfy(outcome -> assertThat(outcome)
                                .isCompletedWithValueMatching(how -> how instanceof RequestOutcome.ConnectionLost));
                assertThat(romeo.outcomes.subList(0, REQUESTS))
                        .extracting(outcome -> ((RequestOutcome.ConnectionLost) outcome.join())
                                .cause()
                                .deliveryStatus()
                                .name())
                        .isSubsetOf("SENT_FATE_UNKNOWN", "ACKNOWLEDGED_UNANSWERED");
                assertThat(romeo.outcomes.get(REQUESTS).join())
                        .extracting(how -> ((RequestOutcome.ConnectionLost) how)
                                .cause()
                                .deliveryStatus()
                                .name())
                        .isEqualTo("NOT_SENT");
            }
        }
    }
}
