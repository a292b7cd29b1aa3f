package org.xmppra.it.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.xmppra.it.appservers.ApplicationServer;
import org.xmppra.it.peers.IqOutcome;
import org.xmppra.it.peers.PeerSession;
import org.xmppra.it.peers.SeenIq;
import org.xmppra.it.peers.SlixmppPeer;
import org.xmppra.it.peers.SlixmppPeer.RequestType;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.software.RealSoftware;
import org.xmppra.it.wildfly.WildFlyServer;

/**
 * What the sample does on an application server (WildFly unless a class says otherwise) through any XMPP server, with
 * any kind of account. A foreign client (slixmpp) is the other end. One application server and one XMPP server a class.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SampleContract {
    static final Path ARCHIVE = Path.of("..", "sample-ear", "ear", "target", "sample.ear");

    private static final Duration BACK = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(20);
    static final String PASSWORD = "Sesam-7f3a-öffne";
    private static final String SECRET = "Geheim-91cc";
    private static final String REFUSAL = "not-acceptable";
    private static final String COMPONENT = "sample.localhost";

    private final Account account;
    private XmppServer server;
    private ApplicationServer container;
    private SampleApplication sample;
    private SlixmppPeer peer;
    private String beans;

    /** Which kind of account the adapter uses. */
    enum Account {
        CLIENT {
            @Override
            Map<String, String> properties(XmppServer server) {
                return Map.of(
                        "xmppra.mode",
                        "client",
                        "xmppra.serverName",
                        server.domain(),
                        "xmppra.portNumber",
                        String.valueOf(server.clientPort()),
                        "xmppra.userName",
                        "bot",
                        "xmppra.password",
                        PASSWORD,
                        "xmppra.resource",
                        "sample",
                        "xmppra.trustStore",
                        server.certificate().toAbsolutePath().toString());
            }

            @Override
            String beans(XmppServer server) {
                return "bot@" + server.domain() + "/sample";
            }
        },
        COMPONENT {
            @Override
            Map<String, String> properties(XmppServer server) {
                return Map.of(
                        "xmppra.mode",
                        "component",
                        "xmppra.serverName",
                        SampleContract.COMPONENT,
                        "xmppra.portNumber",
                        String.valueOf(server.componentPort()),
                        "xmppra.password",
                        SECRET);
            }

            @Override
            String beans(XmppServer server) {
                return SampleContract.COMPONENT;
            }
        };

        abstract Map<String, String> properties(XmppServer server);

        abstract String beans(XmppServer server);
    }

    SampleContract(Account account) {
        this.account = account;
    }

    /** A server that is configured and not yet started; ends the test where its software is missing. */
    abstract XmppServer server(ServerSpec spec);

    /** An application server that runs the sample with these properties; ends the test where it is missing. */
    ApplicationServer container(Map<String, String> properties) {
        WildFlyServer wildFly = new WildFlyServer(getClass().getSimpleName(), properties);
        wildFly.start();
        wildFly.deploy(ARCHIVE);
        return wildFly;
    }

    /** What a client sees of an error that a bean throws: that error, unless the application server loses it. */
    String refusal() {
        return REFUSAL;
    }

    final ApplicationServer container() {
        return container;
    }

    final String beans() {
        return beans;
    }

    final SampleApplication sample() {
        return sample;
    }

    @BeforeAll
    final void startEverything() {
        RealSoftware.require(SlixmppPeer.missing());
        server = server(ServerSpec.localhost()
                .withAccount("bot", PASSWORD)
                .withAccount("julia", PASSWORD)
                .withAccount("alice", PASSWORD)
                .withComponent(COMPONENT, SECRET));
        server.start();
        beans = account.beans(server);
        Map<String, String> properties = new HashMap<>(account.properties(server));
        properties.put("xmppra.host", server.host());
        container = container(properties);
        sample = new SampleApplication(container.http());
        awaitBeans();
    }

    @AfterAll
    final void stopEverything() {
        if (container != null) {
            container.close();
            assertThat(container.logText()).doesNotContain(PASSWORD).doesNotContain(SECRET);
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    final void logInAsForeigner() {
        peer = new SlixmppPeer();
        PeerSession session = connect();
        assertThat(session.mechanism()).startsWith("SCRAM-");
        assertThat(session.tls()).startsWith("TLS");
    }

    @AfterEach
    final void logOut() {
        peer.close();
    }

    private PeerSession connect() {
        return peer.connect(
                "julia@" + server.domain() + "/balcony",
                PASSWORD,
                server.host(),
                server.clientPort(),
                server.certificate());
    }

    private void awaitBeans() {
        awaitBeans(SOON);
    }

    private void awaitBeans(Duration time) {
        await("the beans to answer; see " + container.log())
                .atMost(time)
                .until(() -> sample.ask(beans, "get", "<time xmlns='urn:xmpp:time'/>", Duration.ofSeconds(5))
                        .getString("outcome")
                        .equals("result"));
    }

    private IqOutcome ask(RequestType type, String payload) {
        return peer.sendIq(beans, type, payload, Duration.ofSeconds(10));
    }

    /** A client over STARTTLS, its certificate checked, logged in by SCRAM, with an exact resource; or a component. */
    @Test
    @Tag("ST-3")
    @Tag("ST-4")
    @Tag("ST-5")
    @Tag("ST-7")
    @Tag("ST-14")
    void anEjbAsksAndABeanAnswersThroughTheServer() {
        JsonObject outcome = sample.ask(beans, "get", "<query xmlns='custom-xep'/>", Duration.ofSeconds(10));

        assertThat(outcome.getString("outcome")).isEqualTo("result");
        assertThat(outcome.getString("from")).isEqualTo(beans);
        assertThat(outcome.getString("payload")).contains("<greeting>Hello from a message-driven bean</greeting>");
        assertThat(sample.served().toString()).contains("custom-xep");
    }

    @Test
    void aForeignClientAsksTheClock() {
        IqOutcome outcome = ask(RequestType.GET, "<time xmlns='urn:xmpp:time'/>");

        assertThat(outcome.kind()).isEqualTo(IqOutcome.Kind.RESULT);
        assertThat(outcome.from()).isEqualTo(beans);
        assertThat(outcome.payload()).contains("urn:xmpp:time").contains("tzo>").contains("utc>");
    }

    @Test
    void aForeignClientKeepsAndReadsNotes() {
        IqOutcome kept = ask(RequestType.SET, "<note xmlns='urn:xmppra:sample:notes'>two &lt; three</note>");
        IqOutcome read = ask(RequestType.GET, "<notes xmlns='urn:xmppra:sample:notes'/>");

        assertThat(kept.kind()).isEqualTo(IqOutcome.Kind.RESULT);
        assertThat(read.payload()).contains("two &lt; three");
    }

    @Test
    void whatABeanRefusesIsAnsweredAsItSays() {
        IqOutcome outcome = ask(RequestType.SET, "<note xmlns='urn:xmppra:sample:notes'/>");

        assertThat(outcome.condition()).isEqualTo(refusal());
        if (refusal().equals(REFUSAL)) {
            assertThat(outcome.answer().orElseThrow().text()).contains("A note has");
        }
    }

    @Test
    void aForeignClientAsksTheListener() {
        assertThat(ask(RequestType.GET, "<query xmlns='custom-xep'/>").payload())
                .contains("Hello");
        assertThat(ask(RequestType.SET, "<query xmlns='custom-xep'/>").kind()).isEqualTo(IqOutcome.Kind.RESULT);
    }

    @Test
    @Tag("IQ-25")
    void anUnknownNamespaceIsAnsweredServiceUnavailable() {
        IqOutcome outcome = ask(RequestType.GET, "<query xmlns='urn:example:nobody'/>");

        assertThat(outcome.condition()).isEqualTo("service-unavailable");
        assertThat(outcome.from()).isEqualTo(beans);
    }

    @Test
    void theForeignClientAnswersWhatTheSampleAsks() {
        peer.answer("urn:example:balcony", "<answer xmlns='urn:example:balcony'>wherefore</answer>");

        JsonObject outcome = sample.ask(
                "julia@localhost/balcony", "set", "<ask xmlns='urn:example:balcony'/>", Duration.ofSeconds(10));

        assertThat(outcome.getString("outcome")).isEqualTo("result");
        assertThat(outcome.getString("payload")).contains("wherefore");
    }

    @Test
    void aForeignErrorIsToldWithConditionAndText() {
        peer.answerError("urn:example:balcony", "gone", "cancel", "married");

        JsonObject outcome = sample.ask(
                "julia@localhost/balcony", "get", "<ask xmlns='urn:example:balcony'/>", Duration.ofSeconds(10));

        assertThat(outcome.getString("outcome")).isEqualTo("error");
        assertThat(outcome.getJsonObject("error").getString("condition")).isEqualTo("gone");
        assertThat(outcome.getJsonObject("error").getString("text")).isEqualTo("married");
    }

    @Test
    void aForeignerWhoDoesNotAnswerIsATimeout() {
        peer.staySilent("urn:example:balcony");

        JsonObject outcome = sample.ask(
                "julia@localhost/balcony", "get", "<ask xmlns='urn:example:balcony'/>", Duration.ofMillis(700));

        assertThat(outcome.getString("outcome")).isEqualTo("timeout");
    }

    @Test
    @Tag("IQ-18")
    void aForgedResponseDoesNotCompleteARequest() {
        peer.staySilent("urn:example:balcony");
        try (SlixmppPeer forger = new SlixmppPeer()) {
            forger.connect(
                    "julia@" + server.domain() + "/forger",
                    PASSWORD,
                    server.host(),
                    server.clientPort(),
                    server.certificate());
            CompletableFuture<JsonObject> asked = sample.askLater(
                    "julia@localhost/balcony", "get", "<ask xmlns='urn:example:balcony'/>", Duration.ofSeconds(15));
            SeenIq request = peer.await(iq -> iq.namespace().equals("urn:example:balcony"), SOON);

            forger.sendRaw(result(request, "forged"));
            // The forger's answer came before this one: the same server keeps their order towards the same receiver.
            assertThat(forger.sendIq(
                                    request.from(),
                                    RequestType.GET,
                                    "<ping xmlns='urn:xmpp:ping'/>",
                                    Duration.ofSeconds(10))
                            .kind())
                    .isNotEqualTo(IqOutcome.Kind.TIMEOUT);
            assertThat(asked).isNotDone();
            peer.sendRaw(result(request, "genuine"));

            assertThat(asked.join().getString("payload")).contains("genuine").doesNotContain("forged");
        }
    }

    private static String result(SeenIq request, String word) {
        return "<iq type='result' id='" + request.id() + "' to='" + request.from()
                + "'><answer xmlns='urn:example:balcony'>" + word + "</answer></iq>";
    }

    @Test
    @Tag("ST-11")
    void bothDirectionsWorkAgainAfterTheServerWasKilled() {
        peer.staySilent("urn:example:balcony");
        CompletableFuture<JsonObject> onItsWay = sample.askLater(
                "julia@localhost/balcony", "set", "<ask xmlns='urn:example:balcony'/>", Duration.ofSeconds(30));
        peer.await(iq -> iq.namespace().equals("urn:example:balcony"), SOON);

        server.kill();
        JsonObject lost = onItsWay.join();
        JsonObject meanwhile = sample.ask(beans, "get", "<query xmlns='custom-xep'/>", Duration.ofSeconds(10));
        server.start();

        assertThat(lost.getString("outcome")).isEqualTo("connection");
        assertThat(lost.getString("deliveryStatus")).isEqualTo("SENT_FATE_UNKNOWN");
        assertThat(meanwhile.getString("outcome")).isEqualTo("connection");
        // Its attempts have become rare while the session could still have been resumed.
        awaitBeans(BACK);
        peer.awaitDisconnected(SOON);
        connect();
        assertThat(ask(RequestType.GET, "<query xmlns='custom-xep'/>").kind()).isEqualTo(IqOutcome.Kind.RESULT);
        peer.answer("urn:example:balcony", "<answer xmlns='urn:example:balcony'/>");
        assertThat(sample.ask(
                                "julia@localhost/balcony",
                                "get",
                                "<ask xmlns='urn:example:balcony'/>",
                                Duration.ofSeconds(10))
                        .getString("outcome"))
                .isEqualTo("result");
    }

    @Test
    void aBadOrderIsRefusedWithAReason() {
        assertThat(sample.order("{\"to\":\"@\",\"type\":\"get\",\"payload\":\"<q xmlns='x'/>\"}"))
                .satisfies(response -> {
                    assertThat(response.statusCode()).isEqualTo(400);
                    assertThat(response.body()).contains("to");
                });
        assertThat(sample.order("rubbish").statusCode()).isEqualTo(400);
    }
}
