package org.xmppra.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
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
import org.xmppra.core.session.XmppRuntime;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.session.XmppSessions;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.xml.XmlLimits;
import org.xmppra.it.servers.EmbeddedServer;
import org.xmppra.it.servers.RealServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.software.RealSoftware;
import org.xmppra.it.wildfly.WildFlyServer;

/**
 * Somebody outside of the application server asks the beans of the sample without a pause while it is undeployed. Each of
 * the requests is answered once: by the bean, by the adapter on behalf of a bean that leaves, or by the XMPP server once the
 * beans' session has said goodbye. The asker's own counts tell a second answer from none.
 */
class UndeploymentIT {
    private static final Path SAMPLE = Path.of("..", "sample-ear", "ear", "target", "sample.ear");
    private static final Jid BEANS = Jid.of("bot@localhost/sample");
    private static final ServerSpec SERVER =
            ServerSpec.localhost().withAccount("bot", Soak.PASSWORD).withAccount("romeo", Soak.PASSWORD);
    private static final int ROUNDS = 3;
    /** Fewer than wait for a bean: nobody is turned away for want of room. */
    private static final int IN_FLIGHT = 80;

    private static final int ALARMS = 5;
    /** Far more than a drain takes. */
    private static final Duration TIMEOUT = Duration.ofSeconds(25);

    private static final Duration SOON = Duration.ofSeconds(30);
    /** The last is in the way of every undeployment: nobody waits for a bean that long. */
    private static final XmlElement LONG_ALARM = XmlElement.named("urn:xmppra:sample:clock", "alarm")
            .attribute("seconds", "20")
            .build();

    private static final List<XmlElement> QUESTIONS = List.of(
            XmlElement.named("urn:xmpp:time", "time").build(),
            XmlElement.named("custom-xep", "query").build(),
            XmlElement.named("urn:xmppra:sample:notes", "notes").build());

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        loops.shutdownGracefully().awaitUninterruptibly();
        threads.shutdownNow();
    }

    @Test
    @Tag("RA-12")
    @Tag("IQ-25")
    void everyRequestIsAnsweredOnceWhileItsBeanIsUndeployed() throws Exception {
        undeployUnderLoad(new EmbeddedServer(SERVER), "undeployment");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("RA-12")
    @Tag("IQ-25")
    void everyRequestIsAnsweredOnceOnARealServerToo(RealServer kind) throws Exception {
        RealSoftware.require(kind.missing());
        undeployUnderLoad(kind.create(SERVER.withComponent("unused.localhost", Soak.PASSWORD)), "undeployment-" + kind);
    }

    private void undeployUnderLoad(XmppServer prepared, String name) throws Exception {
        try (XmppServer server = prepared) {
            server.start();
            try (WildFlyServer wildFly = new WildFlyServer(name, properties(server));
                    Asker romeo = new Asker(server)) {
                wildFly.start();
                for (int i = 0; i < ROUNDS; i++) {
                    wildFly.deploy(SAMPLE);
                    await("the beans; see " + wildFly.log())
                            .atMost(SOON)
                            .until(() -> romeo.ask(QUESTIONS.get(0))
                                    .get(30, TimeUnit.SECONDS)
                                    .equals("result"));
                    undeployUnderLoad(wildFly, romeo);
                }
            }
        }
    }

    private void undeployUnderLoad(WildFlyServer wildFly, Asker romeo) throws Exception {
        AtomicBoolean on = new AtomicBoolean(true);
        CompletableFuture<Map<String, Integer>> load = CompletableFuture.supplyAsync(() -> romeo.askWhile(on), threads);
        await().atMost(SOON).until(() -> romeo.statistics.snapshot().results() > 10 * IN_FLIGHT);
        List<CompletableFuture<String>> alarms = new ArrayList<>();
        for (int i = 0; i < ALARMS; i++) {
            alarms.add(romeo.ask(LONG_ALARM));
        }
        long began = System.nanoTime();
        wildFly.undeploy("sample.ear");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        // The server's own answer: the session is gone.
        await().atMost(SOON)
                .until(() ->
                        romeo.ask(QUESTIONS.get(0)).get(30, TimeUnit.SECONDS).equals("service-unavailable"));
        on.set(false);

        assertThat(load.get(60, TimeUnit.SECONDS))
                .as("how many requests ended how")
                .containsKeys("result", "service-unavailable")
                .allSatisfy((outcome, times) ->
                        assertThat(outcome).isIn("result", "recipient-unavailable", "service-unavailable"));
        assertThat(alarms).allSatisfy(alarm -> assertThat(alarm).isCompletedWithValue("recipient-unavailable"));
        // Whatever was on its way to romeo comes before this answer.
        assertThat(romeo.ask(
                                Jid.of("localhost"),
                                XmlElement.named("urn:xmpp:ping", "ping").build())
                        .get(30, TimeUnit.SECONDS))
                .isNotEqualTo("timeout");
        assertThat(romeo.statistics.snapshot().lateResponses())
                .as("second answers")
                .isZero();
        assertThat(romeo.statistics.snapshot().spoofedResponses())
                .as("answers of somebody else")
                .isZero();
    }

    private static Map<String, String> properties(XmppServer server) {
        return Map.of(
                "xmppra.mode",
                "client",
                "xmppra.host",
                server.host(),
                "xmppra.serverName",
                server.domain(),
                "xmppra.portNumber",
                String.valueOf(server.clientPort()),
                "xmppra.userName",
                "bot",
                "xmppra.password",
                Soak.PASSWORD,
                "xmppra.resource",
                "sample",
                "xmppra.trustStore",
                server.certificate().toAbsolutePath().toString());
    }

    /** Asks, and notes how each request ended. */
    private final class Asker implements AutoCloseable {
        private final IqStatistics statistics = new IqStatistics();
        private final XmppSession session;

        Asker(XmppServer server) throws Exception {
            session = XmppSessions.open(
                    new SessionConfig(
                            Mode.CLIENT,
                            server.domain(),
                            Route.to(server.host(), server.clientPort()),
                            "romeo",
                            new Secret(Soak.PASSWORD),
                            new ResourceChoice.Exact("desk"),
                            new TlsConfig(
                                    TlsConfig.Use.REQUIRED, new TlsConfig.Trust.Store(server.certificate(), null)),
                            Set.of(),
                            false,
                            new Timing(Duration.ofSeconds(10), Duration.ofSeconds(60), Reconnect.NEVER, Duration.ZERO)),
                    new XmppRuntime(loops, threads, XmlLimits.DEFAULT),
                    new IqRouter(RouterSettings.client(), statistics));
            session.awaitLive(SOON);
        }

        CompletableFuture<String> ask(XmlElement question) {
            return ask(BEANS, question);
        }

        CompletableFuture<String> ask(Jid whom, XmlElement question) {
            CompletableFuture<String> ended = new CompletableFuture<>();
            session.request(
                    Iq.get(whom).payload(question).build(), TIMEOUT, outcome -> ended.complete(describe(outcome)));
            return ended;
        }

        /** Returns how many requests ended how, when the last of them has. */
        Map<String, Integer> askWhile(AtomicBoolean on) {
            Map<String, Integer> outcomes = new TreeMap<>();
            Semaphore inFlight = new Semaphore(IN_FLIGHT);
            for (int i = 0; on.get(); i++) {
                inFlight.acquireUninterruptibly();
                ask(QUESTIONS.get(i % QUESTIONS.size())).thenAccept(outcome -> {
                    synchronized (outcomes) {
                        outcomes.merge(outcome, 1, Integer::sum);
                    }
                    inFlight.release();
                });
            }
            inFlight.acquireUninterruptibly(IN_FLIGHT);
            return outcomes;
        }

        @Override
        public void close() {
            session.close(Duration.ofSeconds(2));
        }
    }

    private static String describe(RequestOutcome outcome) {
        if (outcome instanceof RequestOutcome.Answered answered) {
            Iq response = answered.response();
            return response.type() == IqType.ERROR ? response.error().conditionName() : "result";
        }
        return outcome instanceof RequestOutcome.TimedOut ? "timeout" : outcome.toString();
    }
}
