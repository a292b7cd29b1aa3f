package org.xmppra.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.xmppra.testkit.tls.TlsPair.rawServer;
import static org.xmppra.testkit.tls.TlsPair.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.core.tls.TlsClient;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.core.tls.TlsException;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;

/** How the handshake runs, and what is told when it does not. */
@Tag("ST-4")
class TlsHandshakeTest {
    private static final String DOMAIN = "example.org";
    private static final TestCertificate CERTIFICATE =
            TestCertificates.forDomain(DOMAIN).selfSigned();
    private static final Trust TRUST = new Trust.PinnedKey(CERTIFICATE.keySha256());

    private final TlsPair pair = new TlsPair();

    @AfterEach
    void close() {
        pair.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void bothProtocolsAreSpoken(String protocol) throws Exception {
        SSLSession session = pair.connect(
                TRUST, DOMAIN, server(CERTIFICATE, engine -> engine.setEnabledProtocols(new String[] {protocol})));

        assertThat(session.getProtocol()).isEqualTo(protocol);
        await().until(() -> pair.readByClient().contains(TlsPair.WELCOME));
        assertThat(pair.handshakeEvents()).containsExactly(SslHandshakeCompletionEvent.SUCCESS);
    }

    @Test
    void domainIsTheServerName() throws Exception {
        var engine = new AtomicReference<SSLEngine>();

        pair.connect(TRUST, "Example.org", server(CERTIFICATE, engine::set));

        assertThat(((ExtendedSSLSession) engine.get().getSession()).getRequestedServerNames())
                .containsExactly(new SNIHostName(DOMAIN));
    }

    @Test
    void applicationProtocolIsAnnounced() throws Exception {
        var engine = new AtomicReference<SSLEngine>();
        TlsClient client = pair.contexts()
                .client(new TlsConfig(TlsConfig.Use.REQUIRED, TRUST), DOMAIN, List.of(TlsClient.ALPN_XMPP_CLIENT));

        pair.connect(client, server(CERTIFICATE, e -> {
            SSLParameters parameters = e.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"xmpp-client"});
            e.setSSLParameters(parameters);
            engine.set(e);
        }));

        assertThat(engine.get().getApplicationProtocol()).isEqualTo("xmpp-client");
    }

    @Test
    void certificateIsCheckedOffTheLoop() throws Exception {
        pair.connect(TRUST, DOMAIN, server(CERTIFICATE));

        assertThat(pair.taskThreads()).isNotEmpty().allMatch(name -> name.startsWith("pool-"));
    }

    @Test
    void manyConnectionsShareOneClient() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(pair.connect(TRUST, DOMAIN, server(CERTIFICATE)).getPeerCertificates()[0])
                    .isEqualTo(CERTIFICATE.certificate());
        }
    }

    @Test
    void nothingOfAServerWithAnotherNameIsReadAndTheChannelIsClosed() throws Exception {
        TestCertificate other = TestCertificates.forDomain("example.net").selfSigned();

        assertThatThrownBy(() -> pair.connect(new Trust.PinnedKey(other.keySha256()), DOMAIN, server(other)))
                .isInstanceOf(TlsException.class);

        assertThat(pair.readByClient()).isEmpty();
        assertThat(pair.handshakeEvents())
                .singleElement()
                .satisfies(event -> assertThat(((SslHandshakeCompletionEvent) event).cause())
                        .isInstanceOf(TlsException.class));
    }

    @Test
    void nothingCanBeWrittenBeforeTheServerIsProven() throws Exception {
        Channel channel = pair.channelTo(rawServer(new byte[0], false));
        TlsClient client = pair.contexts().client(new TlsConfig(TlsConfig.Use.REQUIRED, TRUST), DOMAIN, List.of());

        channel.eventLoop()
                .submit(() -> client.addFirst(channel.pipeline(), pair.blocking()))
                .get(10, TimeUnit.SECONDS);
        var write = channel.writeAndFlush(Unpooled.copiedBuffer("secret", StandardCharsets.UTF_8));

        assertThat(write.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(write.cause()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closedByTheCallerFailsTheHandshake() throws Exception {
        Channel channel = pair.channelTo(rawServer(new byte[0], false));
        TlsClient client = pair.contexts().client(new TlsConfig(TlsConfig.Use.REQUIRED, TRUST), DOMAIN, List.of());
        Future<SSLSession> proven = channel.eventLoop()
                .submit(() -> client.addFirst(channel.pipeline(), pair.blocking()))
                .get(10, TimeUnit.SECONDS);

        channel.close();

        assertThat(proven.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(proven.cause()).isInstanceOf(TlsException.class);
    }

    @Test
    void serverThatHangsUpIsTransient() {
        assertThatThrownBy(() -> pair.connect(TRUST, DOMAIN, rawServer(new byte[0], true)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("closed the connection during the TLS handshake")
                .satisfies(e -> assertThat(((TlsException) e).isTransient()).isTrue());
    }

    @Test
    void serverThatDoesNotSpeakTlsIsTold() {
        byte[] xml = "<?xml version='1.0'?><stream:stream>".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> pair.connect(TRUST, DOMAIN, rawServer(xml, false)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("does not speak TLS on this port")
                .hasMessageContaining("property portNumber")
                .satisfies(e -> assertThat(((TlsException) e).isTransient()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "0246, neither TLS 1.2 nor 1.3",
        "0228, no cipher suite in common",
        "0270, does not serve this domain",
        "0250, internal_error"
    })
    void alertIsExplained(String alert, String explanation) {
        byte[] fatalAlert = HexFormat.of().parseHex("1503030002" + alert);

        assertThatThrownBy(() -> pair.connect(TRUST, DOMAIN, rawServer(fatalAlert, true)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("TLS with example.org failed")
                .hasMessageContaining(explanation);
    }

    @Test
    void domainThatNoCertificateCanProveIsRefusedByName() {
        assertThatThrownBy(() -> pair.contexts().client(TlsConfig.DEFAULT, "not a domain", List.of()))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("not a domain")
                .hasMessageContaining("property serverName");
    }
}
