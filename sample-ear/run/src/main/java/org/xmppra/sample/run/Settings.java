package org.xmppra.sample.run;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What the one who starts the run has asked for.
 *
 * @param adapter the adapter's properties
 * @param embedded whether the embedded XMPP server is to be started: unless another is named
 * @param xmpp the embedded server's port
 * @param http the page's port
 * @param management the admin console's port
 */
record Settings(Properties adapter, boolean embedded, RunPort xmpp, RunPort http, RunPort management) {
    static Settings read(Properties commandLine, Layout layout) throws RunException {
        Properties adapter = AdapterProperties.read(commandLine, layout);
        return new Settings(
                adapter,
                !adapter.containsKey("xmppra.serverName") && !adapter.containsKey("xmppra.host"),
                RunPort.of(commandLine, "the embedded XMPP server", "xmppra.run.xmppPort", 5222),
                RunPort.of(commandLine, "the page", "xmppra.run.httpPort", 8080),
                RunPort.of(commandLine, "the admin console", "xmppra.run.managementPort", 9990));
    }

    /** The ports that this run listens on. */
    List<RunPort> ports() {
        List<RunPort> ports = new ArrayList<>(List.of(http, management));
        if (embedded) {
            ports.add(0, xmpp);
        }
        return ports;
    }

    URI page() {
        return URI.create("http://localhost:" + http.number() + "/");
    }

    URI console() {
        return URI.create("http://localhost:" + management.number() + "/console/");
    }

    /** The system properties that WildFly is started with. */
    Properties serverProperties() {
        Properties properties = new Properties();
        properties.putAll(adapter);
        properties.setProperty("jboss.http.port", String.valueOf(http.number()));
        properties.setProperty("jboss.management.http.port", String.valueOf(management.number()));
        return properties;
    }
}
