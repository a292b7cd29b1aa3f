package org.xmppra.it.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.xmppra.it.peers.IqOutcome;
import org.xmppra.it.peers.SeenIq;
import org.xmppra.it.peers.SlixmppPeer;
import org.xmppra.it.peers.SlixmppPeer.RequestType;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.software.RealSoftware;
import org.xmppra.it.wildfly.WildFlyServer;

/**
 * The beans on WildFly, behind an XMPP server, and a foreign client (slixmpp) that asks them and counts what comes back.
 * One WildFly and one XMPP server a class, one client a test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RulesLab {
    static final Duration SOON = Duration.ofSeconds(20);
    static final String BEANS = "bot@localhost/rules";

    private static final String PASSWORD = "Sesam-7f3a-öffne";
    private static final String PING = "<ping xmlns='urn:xmpp:ping'/>";

    private XmppServer server;
    private WildFlyServer wildFly;
    private Path archive;
    SlixmppPeer peer;

    /** A server that is configured and not yet started; ends the test where its software is missing. */
    abstract XmppServer server(ServerSpec spec);

    @BeforeAll
    final void startEverything() {
        RealSoftware.require(SlixmppPeer.missing());
        server = server(ServerSpec.localhost()
                .withAccount("bot", PASSWORD)
                .withAccount("julia", PASSWORD)
                .withComponent("unused.localhost", PASSWORD));
        server.start();
        wildFly = new WildFlyServer(getClass().getSimpleName(), properties());
        wildFly.start();
        wildFly.administer("/subsystem=ejb3/strict-max-bean-instance-pool=one:add(max-pool-size=1)");
        archive =
                RulesArchive.write(Path.of("target", "applications", getClass().getSimpleName()));
        deploy();
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("xmppra.mode", "client");
        properties.put("xmppra.serverName", server.domain());
        properties.put("xmppra.host", server.host());
        properties.put("xmppra.portNumber", String.valueOf(server.clientPort()));
        properties.put("xmppra.userName", "bot");
        properties.put("xmppra.password", PASSWORD);
        properties.put("xmppra.resource", "rules");
        properties.put(
                "xmppra.trustStore", server.certificate().toAbsolutePath().toString());
        return properties;
    }

    @AfterAll
    final void stopEverything() {
        if (wildFly != null) {
            wildFly.close();
            assertThat(wildFly.logText()).doesNotContain(PASSWORD);
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    final void logInAsForeigner() {
        peer = new SlixmppPeer();
        peer.connect("julia@localhost/balcony", PASSWORD, server.host(), server.clientPort(), server.certificate());
        await("the beans to answer; see " + wildFly.log())
                .atMost(SOON)
                .until(() -> outcome(RequestType.GET, PING).kind() == IqOutcome.Kind.RESULT);
    }

    @AfterEach
    final void logOut() {
        peer.close();
    }

    final void deploy() {
        wildFly.deploy(archive);
    }

    final void undeploy() {
        wildFly.undeploy(RulesArchive.NAME);
    }

    /** Has WildFly do something with one of the beans. */
    final void administer(String bean, String operation) {
        wildFly.administer("/deployment=" + RulesArchive.NAME + "/subdeployment=rules-ejb.jar/subsystem=ejb3"
                + "/message-driven-bean=" + bean + ":" + operation);
    }

    /** Asks until the answer is an error. */
    final SeenIq awaitError(String payload) {
        return await("an error")
                .atMost(SOON)
                .until(() -> get(payload), answer -> answer.type().equals("error"));
    }

    private IqOutcome outcome(RequestType type, String payload) {
        return peer.sendIq(BEANS, type, payload, Duration.ofSeconds(15));
    }

    /** Asks, and sees to it that there is one answer and no other. */
    final SeenIq ask(RequestType type, String payload) {
        SeenIq answer =
                outcome(type, payload).answer().orElseThrow(() -> new AssertionError("No answer to " + payload));
        assertThat(answer.from()).isEqualTo(BEANS);
        assertNoFurtherAnswer(answer.id());
        return answer;
    }

    final SeenIq get(String payload) {
        return ask(RequestType.GET, payload);
    }

    final SeenIq set(String payload) {
        return ask(RequestType.SET, payload);
    }

    /** Writes a request as it stands; {@link #awaitOneAnswer} waits for what comes back. */
    final void send(String type, String id, String payload) {
        peer.sendRaw("<iq type='" + type + "' id='" + id + "' to='" + BEANS + "'>" + payload + "</iq>");
    }

    /** The answer to such a request: one, and no other. */
    final SeenIq awaitOneAnswer(String id) {
        SeenIq answer = peer.await(iq -> iq.id().equals(id), SOON);
        ping();
        assertThat(peer.received()).filteredOn(iq -> iq.id().equals(id)).hasSize(1);
        return answer;
    }

    /** Nothing with that id has come beside the answer that was waited for. */
    final void assertNoFurtherAnswer(String id) {
        ping();
        assertThat(peer.received()).noneMatch(iq -> iq.id().equals(id));
    }

    /** What comes back on one stream comes in order: after this, what was sent before it is here. */
    private void ping() {
        assertThat(outcome(RequestType.GET, PING).kind()).isEqualTo(IqOutcome.Kind.RESULT);
    }

    final void openGate(String name, int passes) {
        assertThat(set("<open xmlns='urn:example:gates' gate='" + name + "' passes='" + passes + "'/>")
                        .type())
                .isEqualTo("result");
    }

    final void awaitAtGate(String name) {
        await("a bean at the gate " + name)
                .atMost(SOON)
                .until(() -> get("<waiting xmlns='urn:example:gates' gate='" + name + "'/>")
                        .payload()
                        .endsWith(">1</waiting>"));
    }

    static void assertError(SeenIq answer, String condition, String type) {
        assertThat(answer.type()).isEqualTo("error");
        assertThat(answer.condition()).isEqualTo(condition);
        assertThat(answer.errorType()).isEqualTo(type);
    }

    static void assertEmptyResult(SeenIq answer) {
        assertThat(answer.type()).isEqualTo("result");
        assertThat(answer.payload()).isEmpty();
    }
}
