package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.xmppra.testkit.session.SessionLab.DOMAIN;
import static org.xmppra.testkit.session.SessionLab.login;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.minidns.dnsmessage.DnsMessage;
import org.minidns.dnsmessage.DnsMessage.RESPONSE_CODE;
import org.xmppra.core.net.Route;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;
import org.xmppra.testkit.script.ClientLogin;
import org.xmppra.testkit.script.Script;

/** Where a session connects when only its domain is known. */
@Tag("ST-1")
@Timeout(60)
class ServiceRecordsTest {
    private static final String SRV = "_xmpp-client._tcp." + DOMAIN;
    private static final String DIRECT = "_xmpps-client._tcp." + DOMAIN;
    private static final TestCertificate CERTIFICATE =
            TestCertificates.forDomain(DOMAIN).selfSigned();

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    private final DnsResponder dns = DnsResponder.start();

    @AfterEach
    void stopDns() {
        dns.close();
    }

    private Configs byDns() {
        return lab.config().route(Route.BY_DNS.withDnsServers(dns.servers()));
    }

    private int port() {
        return lab.peer().port();
    }

    private static int closedPort() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void serverIsFoundThroughTheDomainsRecord() {
        dns.srv(SRV, 0, 0, port(), "xmpp.example.org").host("xmpp.example.org", "127.0.0.1");
        lab.live(byDns().build(), login().loggedIn());
        assertThat(dns.questions()).containsExactly("SRV " + SRV, "AAAA xmpp.example.org", "A xmpp.example.org");
    }

    @Test
    @Tag("ST-3")
    void recordForDirectTlsOfTheBetterPriorityIsTakenFirst() {
        dns.srv(DIRECT, 0, 0, port(), "xmpp.example.org").host("xmpp.example.org", "127.0.0.1");
        dns.srv(SRV, 1, 0, closedPort(), "xmpp.example.org");
        ClientLogin direct = login().directTls(CERTIFICATE.serverContext());
        lab.live(byDns().startTls(new Trust.PinnedKey(CERTIFICATE.keySha256())).build(), direct.loggedIn());
        assertThat(dns.questions()).contains("SRV " + DIRECT, "SRV " + SRV);
    }

    @Test
    @Tag("ST-3")
    void directTlsPortThatSpeaksSomethingElseIsPassedOver() {
        dns.srv(DIRECT, 0, 0, port(), "127.0.0.1").srv(SRV, 1, 0, port(), "127.0.0.1");
        ClientLogin startTls = login().startTls(CERTIFICATE.serverContext());
        lab.live(
                byDns().startTls(new Trust.PinnedKey(CERTIFICATE.keySha256())).build(),
                Script.begin()
                        .send("HTTP/1.1 400 Bad Request\r\n\r\n")
                        .expectEnd()
                        .acceptNext()
                        .play(startTls.loggedIn()));
    }

    @Test
    @Tag("ST-2")
    void nextTargetIsTriedWhereTheFirstRefuses() {
        dns.srv(SRV, 0, 0, closedPort(), "one.example.org").host("one.example.org", "127.0.0.1");
        dns.srv(SRV, 7, 0, port(), "two.example.org").host("two.example.org", "127.0.0.1");
        lab.live(byDns().build(), login().loggedIn());
    }

    @Test
    void serviceThatIsSaidNotToExistIsNotLookedForElsewhere() {
        dns.srv(SRV, 0, 0, 0, ".").host(DOMAIN, "127.0.0.1");
        assertThat(SessionLab.refusal(lab.open(byDns().build())))
                .hasMessageContaining("the target '.'")
                .hasMessageContaining("serverName");
        assertThat(dns.questions()).containsExactly("SRV " + SRV);
    }

    @Test
    @Tag("ST-2")
    void domainItselfIsNotTriedOnceThereAreRecords() {
        int closed = closedPort();
        dns.srv(SRV, 0, 0, closed, "xmpp.example.org")
                .host("xmpp.example.org", "127.0.0.1")
                .host(DOMAIN, "127.0.0.1");
        assertThat(SessionLab.refusal(lab.open(byDns().build()))).hasMessageContaining("xmpp.example.org:" + closed);
        assertThat(dns.questions()).doesNotContain("A " + DOMAIN);
    }

    @Test
    void domainItselfIsTriedWhereThereIsNoRecord() {
        dns.host(DOMAIN, "127.77.7.7");
        assertThat(SessionLab.refusal(lab.open(byDns().build())))
                .hasMessageContaining("example.org:5222")
                .hasMessageContaining("127.77.7.7");
    }

    @Test
    void everyPlaceThatWasTriedIsTold() {
        int first = closedPort();
        int second = closedPort();
        dns.srv(SRV, 0, 0, first, "one.example.org").host("one.example.org", "127.0.0.1");
        dns.srv(SRV, 1, 0, second, "nowhere.example.org");
        assertThat(SessionLab.refusal(lab.open(byDns().build())))
                .hasMessageContaining("one.example.org:" + first)
                .hasMessageContaining("'nowhere.example.org'");
    }

    @Test
    void explicitHostIsNotAskedAbout() {
        lab.live(
                lab.config()
                        .route(Route.to("127.0.0.1", port()).withDnsServers(dns.servers()))
                        .build(),
                login().loggedIn());
        assertThat(dns.questions()).isEmpty();
    }

    @Test
    void explicitPortLeavesTheDomainItself() {
        dns.host(DOMAIN, "127.0.0.1").srv(SRV, 0, 0, closedPort(), DOMAIN);
        lab.live(
                lab.config()
                        .route(new Route(null, port(), null, dns.servers(), null))
                        .build(),
                login().loggedIn());
        assertThat(dns.questions()).doesNotContain("SRV " + SRV);
    }

    @Test
    void namesAreAskedForInALabels() {
        dns.srv("_xmpp-client._tcp.xn--bcher-kva.example", 0, 0, port(), "127.0.0.1");
        lab.live(
                byDns().domain("b\u00FCcher.example").build(),
                ClientLogin.of("b\u00FCcher.example", SessionLab.USER, SessionLab.PASSWORD)
                        .loggedIn());
    }

    @Test
    void answerThatIsTooLongForADatagramComesOverTcp() {
        dns.srv(SRV, 0, 0, port(), "127.0.0.1").behaving(DnsResponder.truncating());
        lab.live(byDns().build(), login().loggedIn());
        assertThat(dns.questions()).containsExactly("SRV " + SRV, "SRV " + SRV);
    }

    @Test
    void answersToOtherQuestionsArePassedOver() {
        dns.srv(SRV, 0, 0, port(), "127.0.0.1").behaving(query -> {
            DnsMessage forged = query.getResponseBuilder(RESPONSE_CODE.NX_DOMAIN)
                    .setId((query.id + 1) & 0xFFFF)
                    .build();
            return List.of(
                    forged.toArray(), new byte[] {1, 2, 3}, dns.answer(query).toArray());
        });
        lab.live(byDns().build(), login().loggedIn());
    }

    @Test
    void questionThatIsLostIsAskedAgain() {
        List<DnsMessage> lost = new ArrayList<>();
        dns.srv(SRV, 0, 0, port(), "127.0.0.1").behaving(query -> {
            lost.add(query);
            return lost.size() == 1 ? List.of() : List.of(dns.answer(query).toArray());
        });
        lab.live(byDns().build(), login().loggedIn());
    }

    @Test
    @Tag("ST-11")
    void failureOfDnsEndsNoReconnecting() {
        dns.srv(SRV, 0, 0, port(), "xmpp.example.org").host("xmpp.example.org", "127.0.0.1");
        dns.behaving(DnsResponder.failing(RESPONSE_CODE.SERVER_FAIL));
        XmppSession session = lab.open(byDns().reconnecting().build());
        ConnectException refusal = SessionLab.refusal(session);
        assertThat(refusal).hasMessageContaining("no address is known for the host 'example.org'");
        assertThat(refusal.kind().isTransient()).isTrue();
        await("two more attempts").until(() -> dns.questions().size() > 16);
        lab.peer().play(login().loggedIn());
        dns.behavingWell();
        await().atMost(SessionLab.LONG).untilAsserted(() -> SessionLab.live(session));
    }

    @Test
    @Tag("ST-2")
    void connectTimeoutIsForTheLookUpToo() {
        dns.behaving(DnsResponder.silent());
        long begun = System.nanoTime();
        assertThat(SessionLab.refusal(
                        lab.open(byDns().connectTimeout(Duration.ofMillis(900)).build())))
                .hasMessageContaining("connectTimeoutMillis");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }
}
