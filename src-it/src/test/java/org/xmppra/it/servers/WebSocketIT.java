package org.xmppra.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.XmlElement;
import org.xmppra.core.iq.IqClaim;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.IqStatistics;
import org.xmppra.core.iq.RouterSettings;
import org.xmppra.core.net.Route;
import org.xmppra.core.sasl.Secret;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.SessionConfig.Mode;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.session.SessionConfig.Timing;
import org.xmppra.core.session.XmppRuntime;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.session.XmppSessions;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.xml.XmlLimits;
import org.xmppra.it.software.RealSoftware;

/** Two sessions ask each other over the WebSockets of others: Prosody's mod_websocket, ejabberd's ejabberd_http_ws. */
@Tag("ST-3")
class WebSocketIT {
    private static final String PASSWORD = "web socket secret";
    private static final String NAMESPACE = "urn:example:echo";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newFixedThreadPool(2);
    private final XmppRuntime runtime = new XmppRuntime(loops, blocking, XmlLimits.DEFAULT);

    @AfterEach
    void endThreads() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        blocking.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(RealServer.class)
    void twoSessionsAskEachOther(RealServer software) throws Exception {
        RealSoftware.require(software.missing());
        ServerSpec spec = ServerSpec.localhost()
                .withAccount("romeo", PASSWORD)
                .withAccount("julia", PASSWORD)
                .withComponent("unused.localhost", PASSWORD)
                .withWebSocket();
        try (ForeignServer server = (ForeignServer) software.create(spec)) {
            server.start();
            try (XmppSession romeo = open(server, "romeo");
                    XmppSession julia = open(server, "julia")) {
                romeo.awaitLive(LONG);
                julia.awaitLive(LONG);
                for (int length : new int[] {1, 100, 50_000}) {
                    assertThat(ask(romeo, julia, "ö".repeat(length))).isEqualTo("ö".repeat(length));
                    assertThat(ask(julia, romeo, "<&>".repeat(length / 3))).isEqualTo("<&>".repeat(length / 3));
                }
            }
        }
    }

    private XmppSession open(ForeignServer server, String user) {
        IqRouter router = new IqRouter(RouterSettings.client(), new IqStatistics());
        router.register(
                new IqClaim(EnumSet.of(IqType.GET), NAMESPACE, null),
                exchange -> exchange.answer(
                        exchange.request().reply(exchange.request().payload())),
                "echo");
        return XmppSessions.open(
                new SessionConfig(
                        Mode.CLIENT,
                        server.domain(),
                        Route.to(server.webSocketUrl()),
                        user,
                        new Secret(PASSWORD),
                        new ResourceChoice.Exact("web"),
                        new TlsConfig(TlsConfig.Use.REQUIRED, new TlsConfig.Trust.Store(server.certificate(), null)),
                        Set.of(),
                        false,
                        Timing.DEFAULT),
                runtime,
                router);
    }

    private static String ask(XmppSession asking, XmppSession asked, String text) throws Exception {
        Iq request = Iq.get(asked.jid())
                .payload(XmlElement.named(NAMESPACE, "echo").text(text).build())
                .build();
        return asking.request(request, LONG).payload().text();
    }
}
