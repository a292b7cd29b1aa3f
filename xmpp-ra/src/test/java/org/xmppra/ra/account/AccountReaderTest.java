package org.xmppra.ra.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.InvalidPropertyException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
        assertThat(settings.host()).as("blank counts as not set").isNull();
        assertThat(settings.port()).isEqualTo(5222);
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
                .hasMessageContaining("portNumber='70000': a number from 1 to 65535")
                .hasMessageContaining("mode='telepathy': one of client, component, direct-tls")
                .hasMessageContaining("pinnedKey='12ab'")
                .hasMessageContaining("trustStore='/no/such/file'")
                .hasMessageNotContaining("secret");
    }

    @Test
    @Tag("RA-6")
    void wrongValueThatIsInheritedIsToldAsTheAdapters() {
        adapter.setServerName("example.org");
        adapter.setPortNumber(0);
        assertThatThrownBy(this::read)
                .hasMessageContaining("portNumber='0'")
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
        assertThatThrownBy(this::read).hasMessageContaining("not encrypted").hasMessageContaining("allowInsecure=true");
        factory.setHost("localhost");
        assertThat(read().port()).isEqualTo(5347);
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
