package org.xmppra.it.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xmppra.it.browser.Browser;
import org.xmppra.it.servers.EmbeddedServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.software.RealSoftware;
import org.xmppra.it.wildfly.WildFlyServer;

/** The sample's page in a real browser that reaches nothing but this machine; leaves a picture of it. */
class PageIT {
    private static final Path PICTURE = Path.of("target", "pictures", "sample-page.png");

    @Test
    void aVisitorSendsAnIqAndSeesAnswerAndServedRequest() throws Exception {
        RealSoftware.require(Browser.missing());
        try (XmppServer server = new EmbeddedServer(ServerSpec.localhost().withAccount("bot", "secret-4711"))) {
            server.start();
            Map<String, String> properties = new HashMap<>(SampleContract.Account.CLIENT.properties(server));
            properties.put("xmppra.host", server.host());
            properties.put("xmppra.password", "secret-4711");
            try (WildFlyServer wildFly = new WildFlyServer("page", properties)) {
                wildFly.start();
                wildFly.deploy(SampleContract.ARCHIVE);
                SampleApplication sample = new SampleApplication(wildFly.http());
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> sample.status().getBoolean("connected"));
                visit(wildFly);
            }
        }
        assertThat(PICTURE).isNotEmptyFile();
    }

    private static void visit(WildFlyServer wildFly) throws Exception {
        Files.createDirectories(PICTURE.getParent());
        try (Browser browser = new Browser()) {
            browser.open(wildFly.http().toString());
            browser.awaitText("#status", text -> text.contains("bot@localhost"));

            browser.click("[data-example=custom]");
            browser.click("#send");

            browser.awaitText("#outcome", text -> text.equalsIgnoreCase("result"));
            assertThat(browser.text("#answer-xml")).contains("Hello from a message-driven bean");
            browser.awaitText("#served", text -> text.contains("custom-xep"));

            browser.click("[data-example=unknown]");
            browser.click("#send");
            browser.awaitText("#outcome", text -> text.equalsIgnoreCase("error"));
            assertThat(browser.text("main")).contains("service-unavailable");

            browser.click("[data-example=entity-time]");
            browser.click("#send");
            browser.awaitText("#served", text -> text.contains("urn:xmpp:time"));
            browser.screenshot(PICTURE);
        }
    }
}
