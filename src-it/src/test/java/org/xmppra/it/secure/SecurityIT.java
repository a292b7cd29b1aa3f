package org.xmppra.it.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.xmppra.it.peers.IqOutcome;
import org.xmppra.it.peers.SeenIq;
import org.xmppra.it.peers.SlixmppPeer;
import org.xmppra.it.peers.SlixmppPeer.RequestType;
import org.xmppra.it.servers.EmbeddedServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.software.RealSoftware;
import org.xmppra.it.wildfly.TestArchive;
import org.xmppra.it.wildfly.WildFlyServer;

/** Callers, roles, sign-on and transactions on WildFly, with the sample scripts for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityIT {
    private static final String BEANS = "bot@localhost/secure";
    private static final String PASSWORD = "Sesam-7f3a-offen";
    private static final Path SCRIPT = Path.of("..", "sample-ear", "server", "src", "main", "samples", "security.cli");
    private static final String MODULES = """
            <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
              <initialize-in-order>true</initialize-in-order>
              <module><connector>xmpp-ra.rar</connector></module>
              <module><ejb>secure-ejb.jar</ejb></module>
              <module><web><web-uri>secure.war</web-uri><context-root>/secure</context-root></web></module>
            </application>
            """;

    private final XmppServer server = new EmbeddedServer(ServerSpec.localhost()
            .withAccount("bot", PASSWORD)
            .withAccount("julia", PASSWORD + "-julia")
            .withAccount("romeo", PASSWORD + "-romeo"));
    private final SlixmppPeer peer = new SlixmppPeer();
    private WildFlyServer wildFly;

    @BeforeAll
    void startEverything() {
        RealSoftware.require(SlixmppPeer.missing());
        server.start();
        wildFly = new WildFlyServer("security", properties());
        wildFly.start();
        wildFly.addUser("julia", PASSWORD + "-julia", "user");
        wildFly.addUser("romeo", PASSWORD + "-romeo", "user");
        wildFly.administer(SCRIPT);
        wildFly.deploy(archive());
        peer.connect(
                "julia@localhost/balcony",
                PASSWORD + "-julia",
                server.host(),
                server.clientPort(),
                server.certificate());
        await("the beans to answer; see " + wildFly.log())
                .atMost(Duration.ofSeconds(20))
                .until(() -> ask(RequestType.GET, "<ping xmlns='urn:xmpp:ping'/>")
                        .type()
                        .equals("result"));
    }

    private static Path archive() {
        TestArchive beans = new TestArchive()
                .text("META-INF/jboss-ejb3.xml", TestArchive.resource(SecurityIT.class, "jboss-ejb3.xml"))
                .text("META-INF/persistence.xml", TestArchive.resource(SecurityIT.class, "persistence.xml"))
                .classes(Porter.class, Ledger.class, Entry.class, Forwarder.class);
        TestArchive pages = new TestArchive()
                .text("WEB-INF/web.xml", TestArchive.resource(SecurityIT.class, "web.xml"))
                .classesUnder("WEB-INF/classes/", AccountServlet.class);
        return new TestArchive()
                .text("META-INF/application.xml", MODULES)
                .file("xmpp-ra.rar", TestArchive.ADAPTER)
                .nested("secure-ejb.jar", beans)
                .nested("secure.war", pages)
                .write(Path.of("target", "applications", "security", "sample.ear"));
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("xmppra.serverName", server.domain());
        properties.put("xmppra.host", server.host());
        properties.put("xmppra.portNumber", String.valueOf(server.clientPort()));
        properties.put("xmppra.userName", "bot");
        properties.put("xmppra.password", PASSWORD);
        properties.put("xmppra.resource", "secure");
        properties.put(
                "xmppra.trustStore", server.certificate().toAbsolutePath().toString());
        return properties;
    }

    @AfterAll
    void stopEverything() {
        peer.close();
        wildFly.close();
        server.close();
        assertThat(wildFly.logText()).doesNotContain(PASSWORD);
    }

    private SeenIq ask(RequestType type, String payload) {
        IqOutcome outcome = peer.sendIq(BEANS, type, payload, Duration.ofSeconds(15));
        return outcome.answer().orElseThrow(() -> new AssertionError("No answer to " + payload));
    }

    @Test
    @Tag("RA-26")
    void senderIsTheCallerAndItsRolesDecide() {
        SeenIq who = ask(RequestType.GET, "<who xmlns='urn:example:porter'/>");
        assertThat(who.payload()).contains(">julia@localhost<");
        assertThat(ask(RequestType.GET, "<staff xmlns='urn:example:porter'/>").type())
                .isEqualTo("result");
        SeenIq denied = ask(RequestType.GET, "<admin xmlns='urn:example:porter'/>");
        assertThat(denied.type()).isEqualTo("error");
        assertThat(denied.condition()).isEqualTo("forbidden");
    }

    @Test
    @Tag("RA-25")
    void flushThatFailsAtCommitIsAnInternalServerErrorAndACommitIsAnsweredOnce() {
        String order = "<enter xmlns='urn:example:ledger' name='nails'/>";
        assertThat(ask(RequestType.SET, order).payload()).contains("entered");
        SeenIq again = ask(RequestType.SET, order);
        assertThat(again.type()).isEqualTo("error");
        assertThat(again.condition()).isEqualTo("internal-server-error");
        assertThat(again.xml()).doesNotContain("nails");
        assertThat(ask(RequestType.SET, "<enter xmlns='urn:example:ledger' name='screws'/>")
                        .payload())
                .contains("entered");
    }

    private String account(String user) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .authenticator(new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication(user, (PASSWORD + "-" + user).toCharArray());
                    }
                })
                .build();
        return client.send(
                        HttpRequest.newBuilder(wildFly.http().resolve("secure/account"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    @Tag("RA-19")
    void eachUserSignsOnToAnAccountOfTheirOwn() throws Exception {
        assertThat(account("julia")).isEqualTo("julia@localhost");
        assertThat(account("romeo")).isEqualTo("romeo@localhost");
        assertThat(account("julia")).isEqualTo("julia@localhost");
        assertThatThrownBy(() -> wildFly.administer("/subsystem=resource-adapters/resource-adapter=xmpp-ra"
                        + "/connection-definitions=forwarding:test-connection-in-pool"))
                .as("nobody calls")
                .hasMessageContaining("failed");
    }
}
