package org.xmppra.it.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.xmppra.it.servers.EmbeddedServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.wildfly.WildFlyServer;

/** A day in the life of an administrator: look at figures, test, flush, suspend, undeploy, shut down. In this order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdministrationIT {
    private static final String PASSWORD = "Sesam-7f3a-öffne";
    private static final String BEANS = "bot@localhost/sample";
    private static final String TIME = "<time xmlns='urn:xmpp:time'/>";
    private static final String ADAPTER = "/subsystem=resource-adapters/resource-adapter=xmpp-ra";
    private static final String FACTORY = ADAPTER + "/connection-definitions=xmpp";

    private final XmppServer server = new EmbeddedServer(ServerSpec.localhost().withAccount("bot", PASSWORD));
    private WildFlyServer wildFly;
    private SampleApplication sample;

    @BeforeAll
    void startEverything() {
        server.start();
        Map<String, String> properties = new HashMap<>(SampleContract.Account.CLIENT.properties(server));
        properties.put("xmppra.host", server.host());
        properties.put("xmppra.password", PASSWORD);
        wildFly = new WildFlyServer("administration", properties);
        wildFly.start();
        wildFly.deploy(SampleContract.ARCHIVE);
        sample = new SampleApplication(wildFly.http());
        await().atMost(Duration.ofSeconds(20)).until(() -> sample.status().getBoolean("connected"));
    }

    @AfterAll
    void stopEverything() {
        wildFly.close();
        server.close();
    }

    private String ask() {
        return sample.ask(BEANS, "get", TIME, Duration.ofSeconds(10)).getString("outcome");
    }

    private List<String> ownLines() {
        return wildFly.logText()
                .lines()
                .filter(line -> line.contains("[org.xmppra."))
                .toList();
    }

    @Test
    @Order(1)
    @Tag("RA-32")
    void nothingIsLoggedForAStanzaAndEveryLineHasItsId() {
        assertThat(ask()).isEqualTo("result");
        int before = ownLines().size();
        for (int i = 0; i < 20; i++) {
            assertThat(ask()).isEqualTo("result");
        }
        assertThat(ownLines()).hasSize(before).isNotEmpty().allMatch(line -> line.contains("XMPPRA-00"));
    }

    @Test
    @Order(2)
    @Tag("RA-29")
    void figuresStandBesideThePoolsOwn() {
        assertThat(ask()).isEqualTo("result");
        String factory = wildFly.administer(
                FACTORY + "/statistics=extended:read-resource(include-runtime=true)",
                FACTORY + "/statistics=pool:read-resource(include-runtime=true)");
        assertThat(factory)
                .containsPattern("\"Sent\" => [1-9]\\d*L?,")
                .containsPattern("\"Sessions\" => [1-9]")
                .contains("\"LastError\" => ")
                .contains("\"ActiveCount\" => ");
        String adapter = wildFly.administer(
                ADAPTER + "/statistics=extended:read-resource(include-runtime=true)",
                ADAPTER + "/statistics=extended:read-resource-description");
        assertThat(adapter)
                .containsPattern("\"Activations\" => [1-9]")
                .containsPattern("\"AnsweredResults\" => [1-9]\\d*L?,")
                .contains("Received requests that wait for a bean");
    }

    @Test
    @Order(3)
    @Tag("RA-28")
    @Tag("RA-30")
    void connectionIsTestedAndFlushed() {
        assertThat(wildFly.administer(FACTORY + ":test-connection-in-pool")).contains("\"result\" => [true]");
        assertThat(ask()).isEqualTo("result");
        wildFly.administer(FACTORY + ":flush-all-connection-in-pool");
        assertThat(wildFly.administer(FACTORY + "/statistics=pool:read-attribute(name=ActiveCount)"))
                .contains("\"result\" => 0");
        assertThat(ask()).isEqualTo("result");
    }

    @Test
    @Order(4)
    @Tag("RA-12")
    void suspendedServerComesBack() {
        wildFly.administer(":suspend(suspend-timeout=10)", ":resume");
        await().atMost(Duration.ofSeconds(20)).until(() -> ask().equals("result"));
    }

    @Test
    @Order(5)
    @Tag("RA-12")
    void undeploymentUnderLoadIsBounded() {
        List<CompletableFuture<JsonObject>> asked = IntStream.range(0, 40)
                .mapToObj(i -> sample.askLater(BEANS, "get", TIME, Duration.ofSeconds(10)))
                .toList();
        long began = System.nanoTime();
        wildFly.undeploy("sample.ear");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(asked).allSatisfy(answer -> assertThat(answer).isDone());
    }

    @Test
    @Order(6)
    @Tag("RA-10")
    void aNormalDayLeavesNoWarningAndNoError() {
        wildFly.close();
        wildFly.start();
        wildFly.deploy(SampleContract.ARCHIVE);
        await().atMost(Duration.ofSeconds(20)).until(() -> ask().equals("result"));
        wildFly.close();
        assertThat(wildFly.complaints()).isEmpty();
    }

    @Test
    @Order(7)
    @Tag("RA-30")
    void aServerThatIsAwayIsNoConnection() {
        wildFly.start();
        wildFly.deploy(SampleContract.ARCHIVE);
        await().atMost(Duration.ofSeconds(20)).until(() -> sample.status().getBoolean("connected"));
        server.stop();
        assertThatThrownBy(() -> wildFly.administer(FACTORY + ":test-connection-in-pool"))
                .hasMessageContaining("refused");
        server.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> ask().equals("result"));
    }
}
