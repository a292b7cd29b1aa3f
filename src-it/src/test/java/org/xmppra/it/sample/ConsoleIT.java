package org.xmppra.it.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.it.browser.Browser;
import org.xmppra.it.servers.EmbeddedServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.software.RealSoftware;
import org.xmppra.it.wildfly.WildFlyServer;

/**
 * WildFly's console in a real browser: a connection definition of the adapter is made by clicking and typing, serves the sample,
 * and its figures are found on the runtime page. Leaves pictures.
 */
class ConsoleIT {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String USER = "admin";
    private static final String PASSWORD = "Admin-4711";
    private static final String ADAPTER = "/subsystem=resource-adapters/resource-adapter=xmpp-ra";
    private static final String NEW = "#resource-adapter-connection-definition-add-";

    @Test
    @Tag("RA-28")
    @Tag("RA-29")
    @Tag("RA-30")
    void aConnectionDefinitionIsMadeTestedUsedAndWatched() {
        RealSoftware.require(Browser.missing());
        try (XmppServer server = new EmbeddedServer(ServerSpec.localhost().withAccount("bot", "secret-4711"))) {
            server.start();
            Map<String, String> properties = new HashMap<>(SampleContract.Account.CLIENT.properties(server));
            properties.put("xmppra.host", server.host());
            properties.put("xmppra.password", "secret-4711");
            try (WildFlyServer wildFly = new WildFlyServer("console", properties)) {
                wildFly.administrator(USER, PASSWORD);
                wildFly.start();
                wildFly.administer(ADAPTER + "/connection-definitions=xmpp:remove");
                try (Browser browser = Browser.knowing(USER, PASSWORD)) {
                    addConnectionDefinition(browser, wildFly);
                    wildFly.deploy(SampleContract.ARCHIVE);
                    // The console has no button for it.
                    wildFly.administer(ADAPTER + "/connection-definitions=xmpp:test-connection-in-pool");
                    sendAnIq(browser, wildFly);
                    findItsFigures(browser, wildFly);
                }
            }
        }
    }

    private static void addConnectionDefinition(Browser browser, WildFlyServer wildFly) {
        browser.open(wildFly.console().toString());
        browser.click("a:has-text('Configuration')");
        browser.click(".finder-item:has-text('Subsystems')");
        browser.click(".finder-item:has-text('Resource Adapters')");
        browser.click(".finder-item:has-text('xmpp-ra')");
        browser.click(".finder-item:has-text('xmpp-ra') a:has-text('View')");
        browser.click("a:has-text('Connection Definitions')");
        browser.click("button:has-text('Add'):visible");
        // The dialogue takes the focus when it has opened, from whatever field is being typed in.
        browser.awaitFocus(NEW + "name-editing");
        browser.fill(NEW + "name-editing", "xmpp");
        browser.fill(NEW + "class-name-editing", "org.xmppra.ra.outbound.XmppManagedConnectionFactory");
        browser.fill(NEW + "jndi-name-editing", "java:/eis/xmpp");
        browser.screenshot(PICTURES.resolve("console-add.png"));
        browser.click(".modal-content button:has-text('Add'):visible");
        browser.awaitText(".toast-notifications-list-pf", text -> text.contains("successfully added"));

        browser.click("td:has-text('xmpp')");
        browser.click("a:has-text('Edit'):visible");
        browser.fill(
                "#resource-adapter-connection-definition-attributes-form-config-properties-editing",
                "resourcePrefix=console");
        browser.press("Enter");
        browser.screenshot(PICTURES.resolve("console-properties.png"));
        browser.click("button:has-text('Save'):visible");
        browser.awaitText(".toast-notifications-list-pf", text -> text.contains("successfully modified"));
        browser.click("a:has-text('Reload Required')");
        browser.click(".modal-content .btn-primary:visible");
        browser.awaitText(".toast-notifications-list-pf", text -> text.contains("reloaded"));
    }

    private static void sendAnIq(Browser browser, WildFlyServer wildFly) {
        browser.open(wildFly.http().toString());
        browser.awaitText("#status", text -> text.contains("bot@localhost"));
        browser.click("[data-example=custom]");
        browser.click("#send");
        browser.awaitText("#outcome", text -> text.equalsIgnoreCase("result"));
        assertThat(browser.text("#answer-xml")).contains("Hello from a message-driven bean");
    }

    private static void findItsFigures(Browser browser, WildFlyServer wildFly) {
        browser.open(wildFly.console().toString());
        browser.click("a:has-text('Runtime')");
        browser.click("#standalone-host-localhost");
        browser.click(".finder-item:has-text('Resource Adapters')");
        browser.click("#rar-xmpp-ra");
        browser.click("#rar-xmpp-ra-xmpp");
        browser.click("#rar-xmpp-ra-xmpp a:has-text('View')");
        browser.awaitText("body", text -> text.contains("ActiveCount"));
        browser.screenshot(PICTURES.resolve("console-pool.png"));
        browser.click("a:has-text('Extended')");
        browser.click("a:has-text('Refresh')");
        try {
            browser.awaitText("body", text -> text.matches("(?s).*\\bSent\\s+[1-9].*"));
        } finally {
            browser.screenshot(PICTURES.resolve("console-figures.png"));
        }
    }
}
