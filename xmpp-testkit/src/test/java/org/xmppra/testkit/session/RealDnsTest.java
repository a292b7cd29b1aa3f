package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.xmppra.core.net.HostPort;
import org.xmppra.core.net.Route;
import org.xmppra.testkit.ForeignClient;
import org.xmppra.testkit.script.ClientLogin;

/** The same as in {@link ServiceRecordsTest}, as a real DNS server tells it: dnsmasq, in a folder and on a port of its own. */
@Tag("ST-1")
@Timeout(60)
class RealDnsTest {
    private static final String SERVICE = "--srv-host=_xmpp-client._tcp.";

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    @TempDir
    private Path folder;

    private Process dnsmasq;
    private int dnsPort;

    @BeforeAll
    static void dnsmasqIsInstalled() {
        if (!ForeignClient.works("dnsmasq", "--version")) {
            ForeignClient.absent("no real DNS server is asked: install the Debian package dnsmasq-base");
        }
    }

    @BeforeEach
    void startDnsmasq() throws IOException {
        dnsPort = freePort();
        int nobody = freePort();
        int peer = lab.peer().port();
        List<String> command = new ArrayList<>(List.of(
                "dnsmasq",
                "--keep-in-foreground",
                "--conf-file=" + Files.createFile(folder.resolve("dnsmasq.conf")),
                "--pid-file=",
                "--no-resolv",
                "--no-hosts",
                "--bind-interfaces",
                "--listen-address=127.0.0.1",
                "--port=" + dnsPort,
                "--local=/example.org/",
                "--host-record=xmpp.example.org,127.0.0.1",
                "--host-record=plain.example.org,127.77.7.7"));
        command.add(SERVICE + "two.example.org,xmpp.example.org," + peer + ",20,0");
        command.add(SERVICE + "two.example.org,xmpp.example.org," + nobody + ",10,0");
        command.add(SERVICE + "none.example.org");
        for (int i = 0; i < 60; i++) {
            command.add(SERVICE + "many.example.org,a-long-name-of-host-" + i + ".example.org," + nobody + ",30,1");
        }
        command.add(SERVICE + "many.example.org,xmpp.example.org," + peer + ",1,0");
        dnsmasq = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(SessionLab.LONG).until(this::listens);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), dnsPort)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false; // Not yet.
        }
    }

    @AfterEach
    void stopDnsmasq() throws InterruptedException {
        dnsmasq.destroy();
        assertThat(dnsmasq.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private Configs at(String domain) {
        return lab.config()
                .domain(domain)
                .route(Route.BY_DNS.withDnsServers(List.of(new HostPort("127.0.0.1", dnsPort))));
    }

    private void liveAt(String domain) {
        lab.live(
                at(domain).build(),
                ClientLogin.of(domain, SessionLab.USER, SessionLab.PASSWORD).loggedIn());
    }

    @Test
    @Tag("ST-2")
    void targetsAreTriedInTheOrderOfTheirPriority() {
        liveAt("two.example.org");
    }

    @Test
    void longListOfRecordsComesWhole() {
        liveAt("many.example.org");
    }

    @Test
    void serviceThatIsSaidNotToExistIsNotLookedForElsewhere() {
        assertThat(SessionLab.refusal(lab.open(at("none.example.org").build()))).hasMessageContaining("'.'");
    }

    @Test
    void domainWithoutRecordsIsItsOwnServer() {
        assertThat(SessionLab.refusal(lab.open(at("plain.example.org").build())))
                .hasMessageContaining("plain.example.org:5222")
                .hasMessageContaining("127.77.7.7");
    }

    @Test
    void domainThatDnsDoesNotKnowIsTold() {
        assertThat(SessionLab.refusal(lab.open(at("unknown.example.org").build())))
                .hasMessageContaining("no address is known for the host 'unknown.example.org'");
    }
}
