package org.xmppra.it.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.xmppra.it.servers.EmbeddedServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.wildfly.DeploymentFailedException;
import org.xmppra.it.wildfly.WildFlyServer;

/** What an administrator reads who has configured something wrong: one clear line, the property's name, no secret. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministratorIT {
    private static final String PASSWORD = "Sesam-7f3a-öffne";
    private static final String WRONG_PASSWORD = "Falsch-20b8";

    private final XmppServer server = new EmbeddedServer(ServerSpec.localhost().withAccount("bot", PASSWORD));
    private WildFlyServer wildFly;

    @BeforeAll
    void startServer() {
        server.start();
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @AfterEach
    void stopWildFly() {
        wildFly.close();
        assertThat(wildFly.logText()).doesNotContain(PASSWORD).doesNotContain(WRONG_PASSWORD);
    }

    private SampleApplication deploy(TestInfo test, Map<String, String> changes) {
        Map<String, String> properties = new HashMap<>(SampleContract.Account.CLIENT.properties(server));
        properties.put("xmppra.host", server.host());
        properties.put("xmppra.password", PASSWORD);
        properties.putAll(changes);
        wildFly = new WildFlyServer(
                "administrator-" + test.getTestMethod().orElseThrow().getName(), properties);
        wildFly.start();
        wildFly.deploy(SampleContract.ARCHIVE);
        return new SampleApplication(wildFly.http());
    }

    /** The adapter's own lines of warning, at least one. */
    private List<String> complaints() {
        await("a complaint in " + wildFly.log())
                .atMost(Duration.ofSeconds(20))
                .until(() -> !ownComplaints().isEmpty());
        return ownComplaints();
    }

    private List<String> ownComplaints() {
        return wildFly.logText()
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .filter(line -> line.contains("[org.xmppra"))
                .toList();
    }

    private void assertToldOnce(SampleApplication sample, String... fragments) {
        assertThat(complaints()).singleElement().asString().contains(fragments);
        JsonObject outcome =
                sample.ask("bot@localhost/sample", "get", "<time xmlns='urn:xmpp:time'/>", Duration.ofSeconds(10));
        assertThat(outcome.getString("outcome")).isEqualTo("connection");
        assertThat(outcome.getString("message")).contains(fragments);
    }

    @Test
    void aWrongPasswordIsToldWithItsProperty(TestInfo test) {
        assertToldOnce(deploy(test, Map.of("xmppra.password", WRONG_PASSWORD)), "not-authorized", "password");
    }

    @Test
    void anUnknownHostIsToldWithItsProperty(TestInfo test) {
        assertToldOnce(deploy(test, Map.of("xmppra.host", "nowhere.invalid")), "nowhere.invalid", "host");
    }

    @Test
    void anUnknownDomainIsToldWithItsProperty(TestInfo test) {
        assertToldOnce(
                deploy(test, Map.of("xmppra.serverName", "elsewhere.example")), "elsewhere.example", "serverName");
    }

    @Test
    @Tag("ST-5")
    void anUntrustedCertificateIsToldWithItsProperty(TestInfo test) {
        assertToldOnce(deploy(test, Map.of("xmppra.trustStore", " ")), "certificate", "trustStore");
    }

    @Test
    @Tag("RA-9")
    void aServerThatIsDownFailsNoDeployment(TestInfo test) {
        assertToldOnce(deploy(test, Map.of("xmppra.portNumber", "1")), "127.0.0.1:1", "refused");
    }

    @Test
    @Tag("RA-6")
    void wrongPropertiesAreRefusedAllAtOnce(TestInfo test) {
        assertThatThrownBy(() -> deploy(test, Map.of("xmppra.tls", "maybe", "xmppra.portNumber", "99999")))
                .isInstanceOf(DeploymentFailedException.class);

        assertThat(wildFly.logText())
                .contains("tls")
                .contains("maybe")
                .contains("portNumber")
                .contains("99999");
    }
}
