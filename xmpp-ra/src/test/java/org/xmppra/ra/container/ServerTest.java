package org.xmppra.ra.container;

import static org.awaitility.Awaitility.await;

import jakarta.resource.ResourceException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.Jid;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionFactory;
import org.xmppra.XmppException;
import org.xmppra.ra.account.AccountProperties;
import org.xmppra.testkit.XmppTestServer;

/** An adapter whose default account is {@code bot@localhost/desk} on the embedded server, and {@code alice} who asks. */
public abstract class ServerTest {
    /** Where the activations answer. */
    protected static final Jid BOT = Jid.of("bot@localhost/desk");

    /** The server. */
    @RegisterExtension
    protected static final XmppTestServer SERVER = XmppTestServer.domain("localhost")
            .user("bot", "bot's secret")
            .user("alice", "alice's secret")
            .component("echo.localhost", "component's secret");

    /** The container. */
    protected StubContainer container;

    @BeforeEach
    final void startAdapter() {
        container = StubContainer.start(ServerTest::onServer);
    }

    @AfterEach
    final void stopAdapter() {
        container.close();
    }

    /** The default account. */
    protected static void onServer(AccountProperties adapter) {
        adapter.setServerName("localhost");
        adapter.setHost(SERVER.host());
        adapter.setPortNumber(SERVER.clientPort());
        adapter.setTrustStore(SERVER.trustStore().toString());
        adapter.setTrustStorePassword(SERVER.trustStorePassword());
        adapter.setUserName("bot");
        adapter.setPassword("bot's secret");
        adapter.setResource("desk");
        adapter.setConnectTimeoutMillis(5_000);
        adapter.setRequestTimeoutMillis(5_000);
    }

    /** The account that asks. */
    protected static void asAlice(AccountProperties properties) {
        properties.setUserName("alice");
        properties.setPassword("alice's secret");
    }

    /** The component. */
    protected static void asComponent(AccountProperties properties) {
        properties.setMode("component");
        properties.setServerName("echo.localhost");
        properties.setPortNumber(SERVER.componentPort());
        properties.setPassword("component's secret");
    }

    /** A factory for the account that asks. */
    protected XmppConnectionFactory alice() throws ResourceException {
        return container.connectionFactory(ServerTest::asAlice);
    }

    /** A connection of the account that asks. */
    protected XmppConnection aliceConnected() throws ResourceException, XmppException {
        return alice().getConnection();
    }

    /** Waits until the default account is connected. */
    protected static void awaitBot() {
        await().atMost(Duration.ofSeconds(30)).until(() -> SERVER.sessions().contains(BOT));
    }
}
