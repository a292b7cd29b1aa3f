package org.xmppra.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xmppra.Jid;

/** What starts also ends, and starts again. */
class LifecycleTest {
    private final XmppTestServer server =
            XmppTestServer.domain("localhost").user("alice", "a").component("echo.localhost", "s");

    @AfterEach
    void nothingIsLeft() {
        server.close();
        Awaitility.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("xmpp-testkit")));
    }

    @Test
    void stopSaysGoodbyeToEveryone() throws Exception {
        server.start();
        try (RawClient alice = RawClient.login(server, "alice", "a", "one");
                RawClient component = RawClient.component(server, "echo.localhost", "s")) {
            server.stop();
            assertThat(alice.expectEnd()).contains("<system-shutdown").endsWith("</stream:stream>");
            assertThat(component.expectEnd()).contains("<system-shutdown").endsWith("</stream:stream>");
        }
        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void killSaysNothing() throws Exception {
        server.start();
        try (RawClient component = RawClient.component(server, "echo.localhost", "s")) {
            server.kill();
            assertThat(component.expectEnd()).isEmpty();
        }
    }

    @Test
    void killDropsTlsWithoutItsGoodbye() throws Exception {
        server.start();
        try (RawClient alice = RawClient.login(server, "alice", "a", "one")) {
            server.kill();
            assertThat(alice.bytesBelowTlsToTheEnd()).isZero();
        }
    }

    @Test
    void stopSaysGoodbyeToTls() throws Exception {
        server.start();
        try (RawClient alice = RawClient.login(server, "alice", "a", "one")) {
            server.stop();
            assertThat(alice.bytesBelowTlsToTheEnd()).isPositive();
        }
    }

    @Test
    void killedServerRefusesConnectionsAndComesBackOnTheSamePorts() throws Exception {
        server.start();
        int clientPort = server.clientPort();
        int componentPort = server.componentPort();
        for (int round = 0; round < 3; round++) {
            try (RawClient alice = RawClient.login(server, "alice", "a", "one");
                    RawClient component = RawClient.component(server, "echo.localhost", "s")) {
                alice.sync();
                server.kill();
                assertThat(component.expectEnd()).isEmpty();
                assertThatThrownBy(() -> RawClient.connect(server, clientPort)).isInstanceOf(ConnectException.class);
                server.start();
            }
            assertThat(server.clientPort()).isEqualTo(clientPort).isPositive();
            assertThat(server.componentPort()).isEqualTo(componentPort).isPositive();
            assertThat(server.sessions()).isEmpty();
        }
    }

    @Test
    void restartKeepsPortsAndCertificate() throws Exception {
        server.start();
        int port = server.clientPort();
        Path pem = server.certificatePem();
        RawClient.login(server, "alice", "a", "one").close();
        server.restart();
        assertThat(server.clientPort()).isEqualTo(port);
        assertThat(server.certificatePem()).isEqualTo(pem).exists();
        RawClient.login(server, "alice", "a", "one").close();
    }

    @Test
    void takenPortIsNamedWithTheOptionThatMovesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.componentPort(taken.getLocalPort());
            assertThatThrownBy(server::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(":" + taken.getLocalPort())
                    .hasMessageContaining("--component-port");
            assertThat(server.isRunning()).isFalse();
        }
        server.start();
        assertThat(server.isRunning()).isTrue();
    }

    @Test
    void startedServerIsNotStartedTwice() {
        server.start();
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stoppedServerHasNoSessionsToAskFor() {
        server.stop();
        server.kill();
        assertThatThrownBy(server::sessions).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closeDeletesTheCertificatesFiles() {
        server.start();
        Path pem = server.certificatePem();
        Path store = server.trustStore();
        assertThat(pem).exists();
        assertThat(store).exists();
        server.close();
        assertThat(pem).doesNotExist();
        assertThat(store.getParent()).doesNotExist();
    }

    @Test
    void clientThatLeavesIsForgotten() throws Exception {
        server.start();
        RawClient.login(server, "alice", "a", "one").close();
        Awaitility.await().until(() -> server.sessions().isEmpty());
    }

    @Test
    void disconnectTellsTheClientAndFreesItsAddress() throws Exception {
        server.start();
        try (RawClient alice = RawClient.login(server, "alice", "a", "one")) {
            server.disconnect(Jid.of("alice@localhost/one"));
            assertThat(alice.expect("</stream:stream>")).contains("<reset");
            assertThat(server.sessions()).isEmpty();
        }
    }

    @Test
    void dropTellsTheComponentNothing() throws Exception {
        server.start();
        try (RawClient component = RawClient.component(server, "echo.localhost", "s")) {
            assertThat(server.components()).containsExactly("echo.localhost");
            server.drop(Jid.of("echo.localhost"));
            assertThat(component.expectEnd()).isEmpty();
            assertThat(server.components()).isEmpty();
        }
    }

    @Test
    void frozenSessionStaysButAnswersNothing() throws Exception {
        server.start();
        try (RawClient alice = RawClient.login(server, "alice", "a", "one");
                RawClient other = RawClient.login(server, "alice", "a", "two")) {
            server.freeze(Jid.of("alice@localhost/one"));
            alice.send("<iq type='get' id='1' to='alice@localhost/two'><ping xmlns='urn:xmpp:ping'/></iq>");
            other.send("<message to='alice@localhost/one'><body>?</body></message>");
            assertThat(other.sync()).doesNotContain("id='1'");
            assertThat(server.sessions()).contains(Jid.of("alice@localhost/one"));
            alice.staysSilent();
        }
    }

    @Test
    void actionOnNobodyIsRefused() {
        server.start();
        assertThatThrownBy(() -> server.inject(Jid.of("alice@localhost/none"), "<x/>"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alice@localhost/none");
    }
}
