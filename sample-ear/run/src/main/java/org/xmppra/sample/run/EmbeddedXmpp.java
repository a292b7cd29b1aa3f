package org.xmppra.sample.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import org.xmppra.testkit.XmppTestServer;

/** The XMPP server beside the sample, with an account for the beans and some for whoever wants to ask them. */
final class EmbeddedXmpp implements AutoCloseable {
    static final String DOMAIN = "localhost";
    /** Accounts to log in with; on loopback and in memory only, so their password is no secret. */
    static final List<String> PEOPLE = List.of("alice", "bob");

    static final String PEOPLES_PASSWORD = "secret";
    private static final String BEANS = "bot";

    private final XmppTestServer server;
    private final String beansPassword;

    private EmbeddedXmpp(XmppTestServer server, String beansPassword) {
        this.server = server;
        this.beansPassword = beansPassword;
    }

    static EmbeddedXmpp start(int port, Layout layout) throws RunException {
        String beansPassword = AdminUser.newSecret();
        XmppTestServer server = XmppTestServer.domain(DOMAIN)
                .port(port)
                .directTlsPort(-1)
                .componentPort(-1)
                .user(BEANS, beansPassword);
        PEOPLE.forEach(name -> server.user(name, PEOPLES_PASSWORD));
        EmbeddedXmpp xmpp = new EmbeddedXmpp(server, beansPassword);
        try {
            server.start();
            Files.copy(server.certificatePem(), layout.certificate());
            Files.copy(server.trustStore(), layout.trustStore());
            return xmpp;
        } catch (IOException | UncheckedIOException e) {
            xmpp.close();
            throw new RunException("The embedded XMPP server does not start: " + e, e);
        }
    }

    /** How the adapter reaches and trusts this server, wherever the command line says nothing else. */
    void addTo(Properties adapter, Layout layout) {
        adapter.putIfAbsent("xmppra.serverName", DOMAIN);
        adapter.putIfAbsent("xmppra.host", server.host());
        adapter.setProperty("xmppra.portNumber", String.valueOf(server.clientPort()));
        adapter.putIfAbsent("xmppra.userName", BEANS);
        adapter.putIfAbsent("xmppra.password", beansPassword);
        adapter.putIfAbsent("xmppra.trustStore", layout.trustStore().toString());
        adapter.putIfAbsent("xmppra.trustStorePassword", server.trustStorePassword());
    }

    @Override
    public void close() {
        server.close();
    }
}
