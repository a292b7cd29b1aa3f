package org.xmppra.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xmppra.it.peers.SlixmppPeer.RequestType.GET;
import static org.xmppra.it.peers.SlixmppPeer.RequestType.SET;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.it.peers.IqOutcome;
import org.xmppra.it.peers.PeerException;
import org.xmppra.it.peers.PeerSession;
import org.xmppra.it.peers.SeenIq;
import org.xmppra.it.peers.SlixmppPeer;
import org.xmppra.it.software.RealSoftware;

/** What the drivers promise, seen through a foreign client. A subclass for each server runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealServerContract {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String SPACE = "urn:example:greeting";
    private static final String QUESTION = "<hello xmlns='" + SPACE + "'>who?</hello>";
    private static final String ANSWER = "<hello xmlns='" + SPACE + "'>bob &amp; friends</hello>";
    private static final String BOB = "bob@localhost/desk";

    private final RealServer kind;
    private XmppServer server;

    RealServerContract(RealServer kind) {
        this.kind = kind;
    }

    @BeforeAll
    void start() {
        RealSoftware.require(kind.missing());
        RealSoftware.require(SlixmppPeer.missing());
        server = kind.create(spec());
        server.start();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static ServerSpec spec() {
        return ServerSpec.localhost()
                .withAccount("alice", "wonder\\\"land' {é}")
                .withAccount("bob", "builder")
                .withComponent("echo.localhost", "component secret");
    }

    private PeerSession login(SlixmppPeer peer, XmppServer where, String jid) {
        String password = spec().accounts().get(jid.substring(0, jid.indexOf('@')));
        return peer.connect(
                jid,
                Optional.ofNullable(password).orElseThrow(),
                where.host(),
                where.clientPort(),
                where.certificate());
    }

    @Test
    void twoClientsExchangeAGetAndItsResult() {
        try (SlixmppPeer alice = new SlixmppPeer();
                SlixmppPeer bob = new SlixmppPeer()) {
            assertThat(login(alice, server, "alice@localhost/lab").jid()).isEqualTo("alice@localhost/lab");
            assertThat(login(bob, server, BOB).tls()).startsWith("TLSv1.");
            bob.answer(SPACE, ANSWER, GET);

            IqOutcome outcome = alice.sendIq(BOB, GET, QUESTION, SOON);

            assertThat(outcome.kind()).isEqualTo(IqOutcome.Kind.RESULT);
            assertThat(outcome.from()).isEqualTo(BOB);
            assertThat(outcome.payload()).contains(SPACE).contains("bob &amp; friends");
            SeenIq seen = bob.await(iq -> iq.namespace().equals(SPACE), SOON);
            assertThat(seen.from()).isEqualTo("alice@localhost/lab");
            assertThat(seen.payload()).contains("who?");
        }
    }

    @Test
    void anErrorAndSilenceAreOutcomes() {
        try (SlixmppPeer alice = new SlixmppPeer();
                SlixmppPeer bob = new SlixmppPeer()) {
            login(alice, server, "alice@localhost/lab");
            login(bob, server, BOB);
            bob.answerError(SPACE, "not-allowed", "cancel", "never on Sundays", GET);
            bob.staySilent(SPACE, SET);

            IqOutcome error = alice.sendIq(BOB, GET, QUESTION, SOON);
            IqOutcome silence = alice.sendIq(BOB, SET, QUESTION, Duration.ofMillis(300));

            assertThat(error.kind()).isEqualTo(IqOutcome.Kind.ERROR);
            assertThat(error.condition()).isEqualTo("not-allowed");
            assertThat(error.answer().orElseThrow().text()).isEqualTo("never on Sundays");
            assertThat(silence.kind()).isEqualTo(IqOutcome.Kind.TIMEOUT);
            assertThat(bob.received()).filteredOn(iq -> iq.type().equals("set")).hasSize(1);
        }
    }

    @Test
    void aRawStanzaReachesItsReceiverWithTheIdItWasGiven() {
        try (SlixmppPeer alice = new SlixmppPeer();
                SlixmppPeer bob = new SlixmppPeer()) {
            login(alice, server, "alice@localhost/lab");
            login(bob, server, BOB);

            alice.sendRaw("<iq type='result' id='somebody-elses' to='" + BOB + "'>" + QUESTION + "</iq>");

            SeenIq forged = bob.await(iq -> iq.id().equals("somebody-elses"), SOON);
            assertThat(forged.type()).isEqualTo("result");
            assertThat(forged.from()).isEqualTo("alice@localhost/lab");
        }
    }

    @Test
    void aComponentAsksAndAnswersAClient() {
        try (SlixmppPeer alice = new SlixmppPeer();
                SlixmppPeer echo = new SlixmppPeer()) {
            login(alice, server, "alice@localhost/lab");
            echo.connectComponent("echo.localhost", "component secret", server.host(), server.componentPort());
            echo.answer(SPACE, ANSWER);
            alice.answer(SPACE, "", SET);

            IqOutcome answered = alice.sendIq("any@echo.localhost/where", GET, QUESTION, SOON);
            IqOutcome asked =
                    echo.sendIq(Optional.of("bot@echo.localhost/1"), "alice@localhost/lab", SET, QUESTION, SOON);

            assertThat(answered.kind()).isEqualTo(IqOutcome.Kind.RESULT);
            assertThat(answered.from()).isEqualTo("any@echo.localhost/where");
            assertThat(asked.kind()).isEqualTo(IqOutcome.Kind.RESULT);
            assertThat(alice.await(iq -> iq.type().equals("set"), SOON).from()).isEqualTo("bot@echo.localhost/1");
        }
    }

    @Test
    void beforeTlsNothingButStarttlsIsOffered() throws IOException {
        try (Socket socket = new Socket(server.host(), server.clientPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream()
                    .write(("<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'"
                                    + " to='localhost' version='1.0'>")
                            .getBytes(StandardCharsets.UTF_8));
            StringBuilder seen = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (seen.indexOf("</stream:features>") < 0) {
                int octet = in.read();
                assertThat(octet).as("the stream ended after " + seen).isNotNegative();
                seen.append((char) octet);
            }

            assertThat(seen).contains("<starttls").contains("<required").doesNotContain("<mechanism");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN"})
    void eachMechanismLogsIn(String mechanism) {
        try (SlixmppPeer alice = new SlixmppPeer()) {
            PeerSession session = alice.connect(
                    BOB, "builder", server.host(), server.clientPort(), server.certificate(), Optional.of(mechanism));

            assertThat(session.mechanism()).isEqualTo(mechanism);
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (SlixmppPeer bob = new SlixmppPeer()) {
            assertThatThrownBy(() ->
                            bob.connect(BOB, "destroyer", server.host(), server.clientPort(), server.certificate()))
                    .isInstanceOf(PeerException.class)
                    .hasMessageContaining("not-authorized");
        }
    }

    @Test
    void aComponentWithAWrongSecretIsRefused() {
        try (SlixmppPeer echo = new SlixmppPeer()) {
            assertThatThrownBy(() ->
                            echo.connectComponent("echo.localhost", "guess", server.host(), server.componentPort()))
                    .isInstanceOf(PeerException.class)
                    .hasMessageContaining("not-authorized");
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused(@TempDir Path directory) {
        Path stranger =
                ServerCertificate.create(directory, List.of("localhost")).authority();
        try (SlixmppPeer bob = new SlixmppPeer()) {
            assertThatThrownBy(() -> bob.connect(BOB, "builder", server.host(), server.clientPort(), stranger))
                    .isInstanceOf(PeerException.class)
                    .hasMessageContaining("certificate refused");
        }
    }

    @Test
    void aSecondServerRunsBesideTheFirstAndComesBackOnItsPortsAfterAStopAndAKill() {
        try (XmppServer second = kind.create(spec());
                SlixmppPeer bob = new SlixmppPeer()) {
            second.start();
            login(bob, second, BOB);
            second.stop();
            bob.awaitDisconnected(SOON);
            assertThat(second.isRunning()).isFalse();

            second.start();
            login(bob, second, BOB);
            second.kill();
            bob.awaitDisconnected(SOON);
            assertThat(ServerProcess.accepts(second.host(), second.clientPort()))
                    .isFalse();

            second.start();
            login(bob, second, BOB);
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (XmppServer third = kind.create(spec());
                ServerSocket squatter = new ServerSocket()) {
            squatter.bind(new InetSocketAddress(third.host(), third.clientPort()));

            assertThatThrownBy(third::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(String.valueOf(third.clientPort()));
            assertThat(third.isRunning()).isFalse();
        }
    }
}
