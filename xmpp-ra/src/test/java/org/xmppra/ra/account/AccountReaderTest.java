package org.xmppra.ra.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.InvalidPropertyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmppra.core.net.HostPort;
import org.xmppra.core.net.Proxy;
import org.xmppra.core.net.Route;
import org.xmppra.core.sasl.Secret;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.ra.XmppResourceAdapter;
import org.xmppra.ra.outbound.XmppManagedConnectionFactory;

class AccountReaderTest {
    private final XmppResourceAdapter adapter = new XmppResourceAdapter();
    private final XmppManagedConnectionFactory factory = new XmppManagedConnectionFactory();

    private AccountSettings read() throws InvalidPropertyException {
        ConfigurationProblems problems = new ConfigurationProblems(factory);
        AccountSettings settings = AccountReader.read(problems, factory, adapter);
        problems.check();
        return settings;
    }

    @Test
    @Tag("RA-4")
    void whatIsNotSetIsTheAdapters() throws Exception {
        adapter.setServerName("example.org");
        adapter.setUserName("bot");
        adapter.setRequestTimeoutMillis(7_000);
        factory.setUserName("alice");
        factory.setHost(" ");
        AccountSettings settings = read();
        assertThat(settings.serverName()).isEqualTo("example.org");
        assertThat(settings.userName()).isEqualTo("alice");
        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.route()).as("blank counts as not set").isEqualTo(Route.BY_DNS);
        assertThat(settings.tls()).isEqualTo(TlsConfig.DEFAULT);
    }

    @Test
    @Tag("RA-6")
    void everythingWrongIsToldAtOnceAndNoSecretIs() {
        factory.setServerName("no domain");
        factory.setPortNumber(70_000);
        factory.setMode("telepathy");
        factory.setPassword("the secret");
        factory.setPinnedKey("12ab");
        factory.setTrustStore("/no/such/file");
        factory.setTrustStorePassword("the other secret");
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("serverName='no domain'")
                .hasMessageContaining("portNumber='70000': a number from 0 to 65535")
                .hasMessageContaining("mode='telepathy': one of client, component, direct-tls")
                .hasMessageContaining("pinnedKey='12ab'")
                .hasMessageContaining("trustStore='/no/such/file'")
                .hasMessageNotContaining("secret");
    }

    @Test
    @Tag("RA-6")
    void wrongValueThatIsInheritedIsToldAsTheAdapters() {
        adapter.setServerName("example.org");
        adapter.setPortNumber(-1);
        assertThatThrownBy(this::read)
                .hasMessageContaining("portNumber='-1'")
                .hasMessageContaining("inherited from the resource adapter");
    }

    @Test
    @Tag("RA-6")
    void missingDomainIsTold() {
        assertThatThrownBy(this::read).hasMessageContaining("serverName=(not set): the XMPP domain is needed");
    }

    @Test
    @Tag("ST-4")
    void tlsMayBeMissingOnLoopbackOnly() {
        factory.setServerName("example.org");
        factory.setTls("disabled");
        assertThatThrownBy(this::read).hasMessageContaining("tls='disabled'").hasMessageContaining("allowInsecure");
        factory.setTls("optional");
        assertThatThrownBy(this::read).hasMessageContaining("tls='optional'");
        factory.setHost("127.0.0.1");
        assertThatCode(this::read).doesNotThrowAnyException();
        factory.setHost("127.0.0.1.example.org");
        assertThatThrownBy(this::read).hasMessageContaining("tls='optional'");
        factory.setAllowInsecure(true);
        assertThatCode(this::read).doesNotThrowAnyException();
    }

    @Test
    @Tag("ST-4")
    void componentStreamsMayLeaveThisMachineOnlyWhenThatIsWrittenDown() throws Exception {
        factory.setMode("component");
        factory.setServerName("echo.example.org");
        factory.setHost("xmpp.example.org");
        assertThatThrownBy(this::read).hasMessageContaining("not encrypted").hasMessageContaining("allowInsecure=true");
        factory.setHost("localhost");
        factory.setPassword("secret");
        assertThat(session().server()).isEqualTo("localhost:5347");
    }

    private SessionConfig session() throws InvalidPropertyException {
        AccountSettings settings = read();
        return settings.senderSession(settings.configuredCredentials().orElseThrow());
    }

    @Test
    @Tag("ST-1")
    void componentNeedsTheHostOfItsServer() {
        factory.setMode("component");
        factory.setServerName("echo.localhost");
        assertThatThrownBy(this::read).hasMessageContaining("host=(not set): a component's own address");
    }

    @Test
    @Tag("ST-1")
    void wayToTheServerIsReadAsItIsWritten() throws Exception {
        factory.setServerName("example.org");
        factory.setUserName("alice");
        factory.setPassword("secret");
        factory.setPortNumber(0);
        factory.setDnsServers("192.0.2.53, [2001:db8::53]:5353");
        assertThat(read().route())
                .isEqualTo(Route.BY_DNS.withDnsServers(
                        List.of(new HostPort("192.0.2.53", 53), new HostPort("2001:db8::53", 5353))));
        assertThat(session().server()).isEqualTo("example.org");
        factory.setPortNumber(9222);
        assertThat(session().server()).isEqualTo("example.org:9222");
        factory.setPortNumber(null);
        factory.setHost("[::1]");
        assertThat(session().server()).isEqualTo("[::1]:5222");
        factory.setMode("direct-tls");
        assertThat(session().server()).isEqualTo("[::1]:5223");
    }

    @Test
    @Tag("ST-5")
    void keyStoreStandsInForThePasswordAndHidesItsOwn(@TempDir Path directory) throws Exception {
        Path store = Files.createFile(directory.resolve("client.p12"));
        factory.setServerName("example.org");
        factory.setUserName("alice");
        factory.setKeyStore(store.toString());
        factory.setKeyStorePassword("hush");
        factory.setKeyPassword("quiet");
        assertThat(read().tls().clientKey()).isEqualTo(new TlsConfig.ClientKey(store, "hush", "quiet"));
        assertThat(read().configuredCredentials()).contains(new Credentials("alice", Secret.NONE));
        assertThat(read().toString()).doesNotContain("hush").doesNotContain("quiet");
        factory.setKeyStore(directory.resolve("absent.p12").toString());
        assertThatThrownBy(this::read).hasMessageContaining("absent.p12").hasMessageContaining("no such file");
    }

    @Test
    @Tag("ST-7")
    void anonymousMustBeNamedAndNeedsNobody() throws Exception {
        factory.setServerName("example.org");
        assertThat(read().configuredCredentials()).isEmpty();
        factory.setAllowedMechanisms("anonymous");
        assertThat(read().configuredCredentials()).contains(new Credentials(null, Secret.NONE));
    }

    @Test
    @Tag("ST-3")
    void proxyIsReadWithTheUsualPortOfItsProtocol() throws Exception {
        factory.setServerName("example.org");
        factory.setProxyHost("proxy.example.net");
        assertThat(read().route().proxy())
                .isEqualTo(new Proxy(Proxy.Kind.HTTP, new HostPort("proxy.example.net", 3128), null, null));
        factory.setProxyType("socks5");
        factory.setProxyUserName("us");
        factory.setProxyPassword("hush");
        assertThat(read().route().proxy())
                .isEqualTo(new Proxy(Proxy.Kind.SOCKS5, new HostPort("proxy.example.net", 1080), "us", "hush"));
        assertThat(read().toString()).doesNotContain("hush");
    }

    @Test
    @Tag("RA-6")
    void everythingWrongOfTheWayToTheServerIsToldAtOnce() {
        factory.setServerName("example.org");
        factory.setHost("xmpp.example.org");
        factory.setConnectionURL("https://example.org/");
        factory.setDnsServers("dns://here");
        factory.setProxyType("carrier pigeon");
        factory.setProxyPort(8080);
        factory.setProxyPassword("hush");
        assertThatThrownBy(this::read)
                .hasMessageContaining("connectionURL='https://example.org/': a URL such as wss:")
                .hasMessageContaining("takes the place of host")
                .hasMessageContaining("dnsServers='dns://here'")
                .hasMessageContaining("proxyType='carrier pigeon': one of http, socks5")
                .hasMessageContaining("proxyHost=(not set)")
                .hasMessageNotContaining("hush");
    }

    @Test
    @Tag("ST-3")
    @Tag("ST-4")
    void webSocketWithoutTlsMustBeWrittenDownAndStayOnThisMachine() throws Exception {
        factory.setServerName("example.org");
        factory.setConnectionURL("ws://example.org/xmpp");
        assertThatThrownBy(this::read).hasMessageContaining("ws has no TLS").hasMessageContaining("tls=disabled");
        factory.setTls("disabled");
        assertThatThrownBy(this::read).hasMessageContaining("allowInsecure=true");
        factory.setConnectionURL("ws://127.0.0.1:5280/xmpp");
        assertThat(read().route().webSocket()).hasToString("ws://127.0.0.1:5280/xmpp");
        factory.setTls("required");
        factory.setConnectionURL("wss://ws.example.org/xmpp");
        assertThatCode(this::read).doesNotThrowAnyException();
    }

    @Test
    @Tag("RA-13")
    @Tag("ST-14")
    void sendersGetUniqueResourcesAndHandlersTheirExactOne() throws Exception {
        adapter.setServerName("example.org");
        adapter.setUserName("bot");
        adapter.setPassword("pw");
        adapter.setResource("desk");
        AccountSettings dedicated = read();
        Credentials credentials = dedicated.configuredCredentials().orElseThrow();
        assertThat(dedicated.senderSession(credentials).resource()).isEqualTo(new ResourceChoice.Prefixed("xmpp-ra"));
        SessionConfig handlers = dedicated.handlerSession(credentials);
        assertThat(handlers.resource()).isEqualTo(new ResourceChoice.Exact("desk"));
        assertThat(handlers.announcePresence()).isTrue();
        factory.setSessionSharing("shared");
        assertThat(read().senderSession(credentials)).isEqualTo(handlers);
    }

    @Test
    @Tag("RA-1")
    void beansAreEqualByClassAndConfiguration() {
        XmppManagedConnectionFactory other = new XmppManagedConnectionFactory();
        assertThat(factory).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo(adapter);
        other.setPassword("another");
        assertThat(factory).isNotEqualTo(other);
        XmppResourceAdapter otherAdapter = new XmppResourceAdapter();
        assertThat(adapter).isEqualTo(otherAdapter).hasSameHashCodeAs(otherAdapter);
        otherAdapter.setEventLoops(7);
        assertThat(adapter).isNotEqualTo(otherAdapter);
    }

    @Test
    @Tag("RA-5")
    void noBeanShowsItsSecrets() {
        factory.setUserName("alice");
        factory.setPassword("hush");
        factory.setTrustStorePassword("hush");
        assertThat(factory.toString()).contains("alice").doesNotContain("hush");
    }

    @Test
    @Tag("IQ-12")
    void callbacksHaveACeilingUnlessNoneIsAskedFor() throws Exception {
        adapter.setServerName("example.org");
        assertThat(read().callbackTimeout()).isEqualTo(Duration.ofMinutes(10));
        factory.setCallbackTimeoutMillis(0);
        assertThat(read().callbackTimeout()).isGreaterThan(Duration.ofDays(36_500));
    }
}
