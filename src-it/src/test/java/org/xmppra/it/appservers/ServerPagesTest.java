package org.xmppra.it.appservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages of the application servers show is what the servers of the tests are configured with. */
class ServerPagesTest {
    private static final Map<String, String> ADAPTER = Map.of(
            "mode", "client",
            "serverName", "example.org",
            "host", "xmpp.example.org",
            "portNumber", "5222",
            "userName", "bot",
            "password", "secret",
            "resource", "service",
            "trustStore", "/etc/xmpp/ca.pem");

    private static Map<String, String> example(String factory) {
        Map<String, String> values = new HashMap<>(ADAPTER);
        values.put("properties", GlassFish.properties(ADAPTER));
        values.put("httpPort", "9080");
        values.put("adapter", "/path/to/xmpp-ra.rar");
        values.put("application", "/path/to/sample.ear");
        values.put("signOnName", "alice");
        values.put("signOnPassword", "also-secret");
        values.put("factory", factory);
        return values;
    }

    @ParameterizedTest
    @CsvSource({
        "open-liberty.md, liberty-ear.xml, eis/xmpp",
        "open-liberty.md, liberty-standalone.xml, eis/xmpp",
        "open-liberty.md, application-with-adapter.xml, eis/xmpp",
        "open-liberty.md, ejb-jar.xml, eis/xmpp",
        "payara-glassfish.md, glassfish-standalone.asadmin, eis/xmpp",
        "payara-glassfish.md, glassfish-ejb-jar.xml, eis/xmpp",
        "payara-glassfish.md, application-with-factory.xml, eis/xmpp",
        "payara-glassfish.md, glassfish-inside.asadmin, eis/xmpp",
        "payara-glassfish.md, ejb-jar.xml, eis/xmpp",
        "tomee.md, tomee.xml, java:openejb/Resource/xmpp-ra",
        "tomee.md, tomee-system.properties, java:openejb/Resource/xmpp-ra",
        "tomee.md, ejb-jar.xml, java:openejb/Resource/xmpp-ra"
    })
    @Tag("RA-33")
    void pageShowsWhatTheTestsUse(String page, String template, String factory) {
        assertThat(Path.of("..", "docs", page)).content().contains(Template.fill(template, example(factory)));
    }
}
