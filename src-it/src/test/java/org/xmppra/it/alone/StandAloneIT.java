package org.xmppra.it.alone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.xmppra.it.servers.EmbeddedServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.wildfly.TestArchive;
import org.xmppra.it.wildfly.WildFlyServer;

/** The same archive beside the application and inside it, configured by the samples. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandAloneIT {
    private static final Path SAMPLES = Path.of("..", "sample-ear", "server", "src", "main", "samples");
    private static final String PASSWORD = "Sesam-7f3a-offen";
    private static final String ADAPTER = "/subsystem=resource-adapters/resource-adapter=xmpp-ra";
    private static final String STRUCTURE = """
            <jboss-deployment-structure xmlns="urn:jboss:deployment-structure:1.3">
              <deployment>
                <dependencies><module name="deployment.xmpp-ra.rar" export="true"/></dependencies>
              </deployment>
              <sub-deployment name="alone-ejb.jar">
                <dependencies><module name="deployment.xmpp-ra.rar"/></dependencies>
              </sub-deployment>
              <sub-deployment name="alone.war">
                <dependencies><module name="deployment.xmpp-ra.rar"/></dependencies>
              </sub-deployment>
            </jboss-deployment-structure>
            """;

    private final XmppServer server = new EmbeddedServer(ServerSpec.localhost().withAccount("bot", PASSWORD));
    private WildFlyServer wildFly;

    @BeforeAll
    void startEverything() {
        server.start();
        Map<String, String> properties = new HashMap<>();
        properties.put("xmppra.serverName", server.domain());
        properties.put("xmppra.host", server.host());
        properties.put("xmppra.portNumber", String.valueOf(server.clientPort()));
        properties.put("xmppra.userName", "bot");
        properties.put("xmppra.password", PASSWORD);
        properties.put(
                "xmppra.trustStore", server.certificate().toAbsolutePath().toString());
        wildFly = new WildFlyServer("stand-alone", properties);
        wildFly.start();
        wildFly.administer("/subsystem=ee:write-attribute(name=annotation-property-replacement, value=true)");
    }

    @AfterAll
    void stopEverything() {
        wildFly.close();
        server.close();
        assertThat(wildFly.logText()).doesNotContain(PASSWORD);
    }

    private static TestArchive application(String adapterModule, String binding, Class<?>... classes) {
        TestArchive beans = new TestArchive()
                .text(
                        "META-INF/jboss-ejb3.xml",
                        TestArchive.resource(StandAloneIT.class, "jboss-ejb3.xml")
                                .replace(">xmpp-ra<", ">" + binding + "<"))
                .classes(classes);
        TestArchive pages = new TestArchive().classesUnder("WEB-INF/classes/", GuestServlet.class);
        return new TestArchive()
                .text("META-INF/application.xml", """
                        <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
                          <initialize-in-order>true</initialize-in-order>
                          %s
                          <module><ejb>alone-ejb.jar</ejb></module>
                          <module><web><web-uri>alone.war</web-uri><context-root>/alone</context-root></web></module>
                        </application>
                        """.formatted(adapterModule))
                .nested("alone-ejb.jar", beans)
                .nested("alone.war", pages);
    }

    private String greeting(String factory) throws IOException, InterruptedException {
        String query = "factory=" + URLEncoder.encode(factory, StandardCharsets.UTF_8) + "&greeter="
                + URLEncoder.encode("bot@localhost/service", StandardCharsets.UTF_8);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(wildFly.http().resolve("alone/greeting?" + query))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void awaitGreeting(String factory) {
        await("a greeting; see " + wildFly.log())
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(greeting(factory)).isEqualTo("hello"));
    }

    @Test
    @Tag("RA-19")
    @Tag("RA-28")
    @Tag("RA-33")
    void adapterBesideTheApplicationIsConfiguredByCliWithAnEncryptedPassword() {
        wildFly.administer(SAMPLES.resolve("credential-store.cli"));
        String encrypted = wildFly.administer(
                "/subsystem=elytron/expression=encryption:create-expression(resolver=xmpp, clear-text=" + PASSWORD
                        + ")");
        Matcher expression = Pattern.compile("\\$\\{ENC::xmpp:[^}]+}").matcher(encrypted);
        assertThat(expression.find()).isTrue();
        wildFly.administer(
                ADAPTER + ":remove",
                "deploy " + TestArchive.ADAPTER.toAbsolutePath().normalize(),
                ADAPTER + ":add(archive=xmpp-ra.rar, transaction-support=NoTransaction, statistics-enabled=true)",
                property("serverName", server.domain()),
                property("host", server.host()),
                property("portNumber", String.valueOf(server.clientPort())),
                property("userName", "bot"),
                property("password", expression.group()),
                property("resource", "service"),
                property("trustStore", server.certificate().toAbsolutePath().toString()),
                ADAPTER + "/connection-definitions=xmpp:add("
                        + "class-name=org.xmppra.ra.outbound.XmppManagedConnectionFactory,"
                        + " jndi-name=\"java:/eis/xmpp\", enabled=true, max-pool-size=10)",
                ADAPTER + ":activate",
                ADAPTER + "/connection-definitions=xmpp:test-connection-in-pool");
        Path archive = application("", "xmpp-ra", Greeter.class, Guest.class, Definition.class)
                .text("META-INF/jboss-deployment-structure.xml", STRUCTURE)
                .write(Path.of("target", "applications", "stand-alone", "alone.ear"));
        wildFly.deploy(archive);
        awaitGreeting("java:/eis/xmpp");
        awaitGreeting("java:app/xmpp");
        wildFly.undeploy("alone.ear");
        wildFly.administer("undeploy xmpp-ra.rar", ADAPTER + ":remove");
    }

    @Test
    @Tag("RA-28")
    @Tag("RA-33")
    void adapterInsideTheApplicationIsConfiguredByItsOwnDescriptor() throws Exception {
        TestArchive adapter = new TestArchive()
                .contentsOf(TestArchive.ADAPTER)
                .text("META-INF/ironjacamar.xml", Files.readString(SAMPLES.resolve("ironjacamar.xml")));
        Path archive = application(
                        "<module><connector>xmpp-ra.rar</connector></module>",
                        "#xmpp-ra.rar",
                        Greeter.class,
                        Guest.class)
                .nested("xmpp-ra.rar", adapter)
                .write(Path.of("target", "applications", "stand-alone", "packed.ear"));
        wildFly.deploy(archive);
        awaitGreeting("java:/eis/packed");
        wildFly.undeploy("packed.ear");
    }

    private static String property(String name, String value) {
        return ADAPTER + "/config-properties=" + name + ":add(value=\"" + value + "\")";
    }
}
