package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xmppra.testkit.session.SessionLab.DOMAIN;
import static org.xmppra.testkit.session.SessionLab.PASSWORD;
import static org.xmppra.testkit.session.SessionLab.login;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.core.net.HostPort;
import org.xmppra.core.net.Proxy;
import org.xmppra.core.net.Proxy.Kind;
import org.xmppra.core.net.Route;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;
import org.xmppra.testkit.script.Script;

/** Sessions through a proxy; the peer is proxy first and server then. Nobody here can resolve the host's name. */
@Tag("ST-3")
@Timeout(60)
class ProxyTest {
    private static final String CONNECT = "CONNECT xmpp.invalid:5222 HTTP/1.1\r\n.*?\r\n\r\n";
    private static final byte[] SOCKS_DONE = {5, 0, 0, 1, 0, 0, 0, 0, 0, 0};

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    private Configs through(Kind kind, String user) {
        HostPort address = new HostPort("127.0.0.1", lab.peer().port());
        return lab.config()
                .route(Route.to("xmpp.invalid", 5222)
                        .through(new Proxy(kind, address, user, user == null ? null : PASSWORD)));
    }

    private static Script socksConnect() {
        return Script.begin().expectMatch("\\x05\\x01\\x00\\x03\\x0cxmpp.invalid\\x14\\x66");
    }

    private static Script socksLogin() {
        return Script.begin()
                .expectMatch("\\x05\\x02\\x00\\x02")
                .send(new byte[] {5, 2})
                .expectMatch("\\x01\\x02us.0pen-5esame-never-shown");
    }

    @Test
    void httpProxyConnectsToTheNameItIsGiven() {
        lab.live(
                through(Kind.HTTP, null).build(),
                Script.begin()
                        .expectMatch(CONNECT)
                        .send("HTTP/1.1 200 Connection established\r\n\r\n")
                        .play(login().loggedIn()));
    }

    @Test
    void tlsIsSpokenWithTheServerBehindTheProxy() {
        TestCertificate certificate = TestCertificates.forDomain(DOMAIN).selfSigned();
        lab.live(
                through(Kind.HTTP, null)
                        .directTls(new Trust.PinnedKey(certificate.keySha256()))
                        .build(),
                Script.begin()
                        .expectMatch(CONNECT)
                        .send("HTTP/1.1 200 OK\r\n\r\n")
                        .play(login().directTls(certificate.serverContext()).loggedIn()));
    }

    @Test
    void httpProxyIsToldWhoAsks() {
        String credentials = Base64.getEncoder().encodeToString(("us:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        lab.live(
                through(Kind.HTTP, "us").build(),
                Script.begin()
                        .expectMatch("(?i)CONNECT .*?proxy-authorization: Basic " + credentials + "\r\n.*?\r\n")
                        .send("HTTP/1.1 200 OK\r\n\r\n")
                        .play(login().loggedIn()));
    }

    @Test
    void httpProxyThatRefusesTheUserIsToldWithTheProperties() {
        ConnectException refusal = lab.refusal(
                through(Kind.HTTP, "us").build(),
                Script.begin()
                        .expectMatch(CONNECT)
                        .send("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n")
                        .expectEnd());
        assertThat(refusal)
                .hasMessageContaining("http proxy 127.0.0.1:" + lab.peer().port())
                .hasMessageContaining("407")
                .hasMessageContaining("proxyUserName and proxyPassword");
        assertThat(refusal.getMessage().lines()).hasSize(1);
    }

    @Test
    void httpProxyThatRefusesTheTargetIsTold() {
        ConnectException refusal = lab.refusal(
                through(Kind.HTTP, null).build(),
                Script.begin()
                        .expectMatch(CONNECT)
                        .send("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")
                        .expectEnd());
        assertThat(refusal)
                .hasMessageContaining("does not connect to xmpp.invalid:5222 (403 Forbidden)")
                .hasMessageContaining("allows CONNECT");
        assertThat(refusal.getMessage().lines()).hasSize(1);
    }

    @Test
    void socksProxyConnectsToTheNameItIsGiven() {
        lab.live(
                through(Kind.SOCKS5, null).build(),
                Script.begin()
                        .expectMatch("\\x05\\x01\\x00")
                        .send(new byte[] {5, 0})
                        .play(socksConnect())
                        .send(SOCKS_DONE)
                        .play(login().loggedIn()));
    }

    @Test
    void socksProxyIsToldWhoAsks() {
        lab.live(
                through(Kind.SOCKS5, "us").build(),
                socksLogin()
                        .send(new byte[] {1, 0})
                        .play(socksConnect())
                        .send(SOCKS_DONE)
                        .play(login().loggedIn()));
    }

    @Test
    void socksProxyThatRefusesTheUserIsToldWithTheProperties() {
        ConnectException refusal = lab.refusal(
                through(Kind.SOCKS5, "us").build(),
                socksLogin().send(new byte[] {1, 1}).expectEnd());
        assertThat(refusal)
                .hasMessageContaining("socks5 proxy 127.0.0.1:" + lab.peer().port())
                .hasMessageContaining("proxyUserName and proxyPassword");
        assertThat(refusal.getMessage().lines()).hasSize(1);
    }

    @Test
    void socksProxyThatRefusesTheTargetIsTold() {
        ConnectException refusal = lab.refusal(
                through(Kind.SOCKS5, null).build(),
                Script.begin()
                        .expectMatch("\\x05\\x01\\x00")
                        .send(new byte[] {5, 0})
                        .play(socksConnect())
                        .send(new byte[] {5, 2, 0, 1, 0, 0, 0, 0, 0, 0})
                        .expectEnd());
        assertThat(refusal).hasMessageContaining("does not connect to xmpp.invalid:5222");
        assertThat(refusal.getMessage().lines()).hasSize(1);
    }

    @Test
    void proxyThatIsNotThereIsNamed() {
        int port = lab.peer().port();
        lab.peer().close();
        assertThat(SessionLab.refusal(lab.open(lab.config()
                        .route(Route.to("xmpp.invalid", 5222)
                                .through(new Proxy(Kind.HTTP, new HostPort("127.0.0.1", port), null, null)))
                        .build())))
                .hasMessageContaining("no connection to the http proxy 127.0.0.1:" + port)
                .hasMessageContaining("proxyHost and proxyPort");
    }

    @Test
    void proxyWithoutAddressIsNamed() {
        Proxy nowhere = new Proxy(Kind.HTTP, new HostPort("proxy.invalid", 3128), null, null);
        assertThat(SessionLab.refusal(lab.open(lab.config()
                        .route(Route.to("xmpp.invalid", 5222).through(nowhere))
                        .build())))
                .hasMessageContaining("http proxy proxy.invalid:3128")
                .hasMessageContaining("the property proxyHost");
    }

    @Test
    void proxyThatFallsSilentIsLeftWhenTheTimeIsOver() {
        assertThat(lab.refusal(
                        through(Kind.HTTP, null)
                                .connectTimeout(Duration.ofMillis(700))
                                .build(),
                        Script.begin().expectMatch(CONNECT).expectEnd()))
                .hasMessageContaining("connectTimeoutMillis");
    }
}
