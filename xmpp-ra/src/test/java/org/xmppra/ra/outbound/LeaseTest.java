package org.xmppra.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.CommException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.SecurityException;
import jakarta.resource.spi.security.PasswordCredential;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.Iq;
import org.xmppra.IqCancelledException;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionException;
import org.xmppra.XmppException;
import org.xmppra.core.sasl.Secret;
import org.xmppra.ra.account.AccountProperties;
import org.xmppra.ra.container.ServerTest;
import org.xmppra.testkit.XmppTestServer;

/** What the container's pool may rely on. */
class LeaseTest extends ServerTest {
    private static final XmppConnectionRequestInfo ALICE =
            new XmppConnectionRequestInfo("alice", new Secret("alice's secret"));

    private XmppManagedConnectionFactory factory(Consumer<AccountProperties> configuration) throws ResourceException {
        return container.factory(configuration::accept);
    }

    private XmppManagedConnectionFactory factory() throws ResourceException {
        return factory(properties -> {});
    }

    /** Hears what the pool would. */
    private static final class Events implements ConnectionEventListener {
        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void connectionClosed(ConnectionEvent event) {
            heard.add("closed");
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            heard.add("error on " + Thread.currentThread().getName());
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {}

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {}

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {}
    }

    private static Events listen(ManagedConnection connection) {
        Events events = new Events();
        connection.addConnectionEventListener(events);
        return events;
    }

    @Test
    @Tag("RA-14")
    void connectingTellsTheTruth() throws Exception {
        assertThatThrownBy(() -> factory(it -> it.setPassword("wrong")).createManagedConnection(null, null))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("bot")
                .hasMessageNotContaining("wrong");
        assertThatThrownBy(() -> factory(it -> it.setPortNumber(SERVER.componentPort() == 1 ? 2 : 1))
                        .createManagedConnection(null, null))
                .isInstanceOf(CommException.class)
                .hasMessageContaining("127.0.0.1:1");
        try (XmppTestServer stranger = XmppTestServer.domain("localhost").start()) {
            assertThatThrownBy(() -> factory(it -> it.setPortNumber(stranger.clientPort()))
                            .createManagedConnection(null, null))
                    .isInstanceOf(SecurityException.class);
        }
        ManagedConnection connection = factory().createManagedConnection(null, null);
        assertThat(connection.getMetaData().getUserName()).isEqualTo("bot@localhost");
        connection.destroy();
    }

    @Test
    @Tag("RA-6")
    void wrongConfigurationIsRefusedWhenTheFactoryIsMade() {
        assertThatThrownBy(() -> factory(it -> {
                            it.setMode("x");
                            it.setPortNumber(-1);
                        })
                        .createConnectionFactory())
                .hasMessageContaining("mode='x'")
                .hasMessageContaining("portNumber='-1'");
    }

    @Test
    @Tag("RA-13")
    void dedicatedLeasesAreSessionsOfTheirOwnAndSharedOnesAreOne() throws Exception {
        XmppManagedConnectionFactory dedicated = factory();
        ManagedConnection first = dedicated.createManagedConnection(null, null);
        ManagedConnection second = dedicated.createManagedConnection(null, null);
        assertThat(SERVER.sessions())
                .hasSize(2)
                .allSatisfy(jid -> assertThat(jid.resource()).startsWith("xmpp-ra-"));
        first.destroy();
        first.destroy();
        second.destroy();
        await().until(() -> SERVER.sessions().isEmpty());
        XmppManagedConnectionFactory shared = factory(it -> it.setSessionSharing("shared"));
        ManagedConnection third = shared.createManagedConnection(null, null);
        ManagedConnection fourth = shared.createManagedConnection(null, null);
        assertThat(SERVER.sessions()).containsExactly(BOT);
        third.destroy();
        assertThat(SERVER.sessions()).containsExactly(BOT);
        fourth.destroy();
        await().until(() -> SERVER.sessions().isEmpty());
    }

    @Test
    @Tag("RA-15")
    @Tag("RA-17")
    void matchingLooksAtCredentialsAndLife() throws Exception {
        XmppManagedConnectionFactory factory = factory();
        ManagedConnection bot = factory.createManagedConnection(null, null);
        ManagedConnection alice = factory.createManagedConnection(null, ALICE);
        Set<ManagedConnection> pool = Set.of(bot, alice);
        assertThat(factory.matchManagedConnections(pool, null, null)).isSameAs(bot);
        assertThat(factory.matchManagedConnections(pool, null, ALICE)).isSameAs(alice);
        assertThat(factory.matchManagedConnections(
                        pool, null, new XmppConnectionRequestInfo("alice", new Secret("another"))))
                .isNull();
        assertThat(invalid(factory, pool)).isEmpty();
        SERVER.disconnect(((XmppManagedConnection) alice).jid());
        await().until(() -> invalid(factory, pool).equals(Set.of(alice)));
        assertThat(factory.matchManagedConnections(pool, null, ALICE)).isNull();
        assertThatThrownBy(() -> alice.getConnection(null, ALICE)).isInstanceOf(CommException.class);
        bot.destroy();
        alice.destroy();
    }

    private static Set<?> invalid(XmppManagedConnectionFactory factory, Set<ManagedConnection> pool) {
        return factory.getInvalidConnections(pool);
    }

    @Test
    @Tag("RA-16")
    void lossOfAnIdleLeaseIsToldOnceOnAShortWork() throws Exception {
        ManagedConnection connection = factory().createManagedConnection(null, null);
        Events events = listen(connection);
        SERVER.disconnect(((XmppManagedConnection) connection).jid());
        await().until(() -> !events.heard.isEmpty());
        XmppConnection handle = handleOf(connection);
        assertThatThrownBy(() -> handle.send(Iq.get().query("urn:xmpp:ping").build()))
                .isInstanceOf(XmppConnectionException.class);
        assertThat(events.heard).containsExactly("error on short-work");
        connection.destroy();
    }

    private static XmppConnection handleOf(ManagedConnection connection) {
        return new XmppConnectionHandle((XmppManagedConnection) connection);
    }

    @Test
    @Tag("RA-16")
    @Tag("IQ-23")
    void lossUnderASenderIsToldOnItsThreadBeforeItsException() throws Exception {
        ManagedConnection silent = factory(ServerTest::asAlice).createManagedConnection(null, null);
        ManagedConnection connection = factory().createManagedConnection(null, null);
        Events events = listen(connection);
        Jid jid = ((XmppManagedConnection) connection).jid();
        Jid peer = ((XmppManagedConnection) silent).jid();
        SERVER.freeze(peer);
        XmppConnection handle = (XmppConnection) connection.getConnection(null, null);
        Runnable unobserve = SERVER.observe(stanza -> SERVER_DROPS.execute(() -> SERVER.disconnect(jid)));
        try {
            assertThatThrownBy(() ->
                            handle.send(Iq.get(peer).query("urn:xmpp:ping").build()))
                    .isInstanceOf(XmppConnectionException.class);
            assertThat(events.heard)
                    .containsExactly("error on " + Thread.currentThread().getName());
        } finally {
            unobserve.run();
            SERVER.disconnect(peer);
        }
        connection.destroy();
        silent.destroy();
    }

    @Test
    @Tag("RA-15")
    void cleanupWakesBlockedSendersAndKeepsTheSession() throws Exception {
        ManagedConnection silent = factory(ServerTest::asAlice).createManagedConnection(null, null);
        ManagedConnection connection = factory().createManagedConnection(null, null);
        Events events = listen(connection);
        Jid peer = ((XmppManagedConnection) silent).jid();
        SERVER.freeze(peer);
        XmppConnection handle = (XmppConnection) connection.getConnection(null, null);
        CompletableFuture<Throwable> woken = new CompletableFuture<>();
        SERVER_DROPS.execute(() -> {
            try {
                handle.send(Iq.get(peer).query("urn:xmpp:ping").build(), Duration.ofMinutes(5));
            } catch (XmppException ended) {
                woken.complete(ended);
            }
        });
        await().until(() -> ((XmppManagedConnection) connection).session().pendingRequests() == 1);
        connection.cleanup();
        assertThat(woken.get(5, TimeUnit.SECONDS))
                .isInstanceOf(IqCancelledException.class)
                .hasMessageContaining("container took");
        assertThat(events.heard).as("the session lives").isEmpty();
        XmppConnection next = (XmppConnection) connection.getConnection(null, null);
        assertThat(next.send(Iq.get(next.jid())
                                .payload("<ping xmlns='urn:xmpp:ping'/>")
                                .build())
                        .type())
                .isEqualTo(IqType.RESULT);
        SERVER.disconnect(peer);
        connection.destroy();
        silent.destroy();
        await().until(() -> SERVER.sessions().isEmpty());
    }

    @Test
    @Tag("RA-3")
    void requestInfoIsWhatTheCallerGaveAndNothingOfTheServer() {
        assertThat(Arrays.stream(XmppConnectionRequestInfo.class.getRecordComponents())
                        .map(RecordComponent::getName))
                .containsExactly("userName", "password");
        assertThat(new XmppConnectionRequestInfo("alice", new Secret("alice's secret")))
                .isEqualTo(ALICE)
                .hasSameHashCodeAs(ALICE)
                .isNotEqualTo(new XmppConnectionRequestInfo("alice", new Secret("another")))
                .isNotEqualTo(new XmppConnectionRequestInfo("bob", new Secret("alice's secret")));
        assertThat(ALICE.toString()).contains("alice").doesNotContain("alice's secret");
    }

    @Test
    @Tag("RA-8")
    void configurationIsReadOnceWhenTheFactoryIsUsed() throws Exception {
        XmppManagedConnectionFactory factory = factory();
        factory.createConnectionFactory();
        factory.setUserName("nobody");
        factory.setPortNumber(1);
        ManagedConnection connection = factory.createManagedConnection(null, null);
        assertThat(connection.getMetaData().getUserName()).isEqualTo("bot@localhost");
        connection.destroy();
    }

    private static final java.util.concurrent.Executor SERVER_DROPS = task -> {
        Thread thread = new Thread(task, "server-drops");
        thread.setDaemon(true);
        thread.start();
    };

    @Test
    @Tag("RA-18")
    void closedHandleSaysSoAndClosingTwiceIsHarmless() throws Exception {
        ManagedConnection connection = factory().createManagedConnection(null, null);
        Events events = listen(connection);
        XmppConnection handle = (XmppConnection) connection.getConnection(null, null);
        handle.close();
        handle.close();
        assertThat(events.heard).containsExactly("closed");
        assertThatThrownBy(handle::jid)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> handle.send(Iq.get().query("urn:xmpp:ping").build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed by the application");
        XmppConnection taken = (XmppConnection) connection.getConnection(null, null);
        connection.cleanup();
        assertThatThrownBy(() -> taken.send(Iq.get().query("urn:xmpp:ping").build()))
                .isInstanceOf(XmppConnectionException.class)
                .hasMessageContaining("container has taken");
        connection.destroy();
    }

    @Test
    @Tag("RA-19")
    void subjectsCredentialForThisFactoryWins() throws Exception {
        XmppManagedConnectionFactory factory = factory();
        Subject subject = new Subject();
        assertThatThrownBy(() -> factory.createManagedConnection(subject, null)).isInstanceOf(SecurityException.class);
        PasswordCredential credential = new PasswordCredential("alice", "alice's secret".toCharArray());
        subject.getPrivateCredentials().add(credential);
        assertThatThrownBy(() -> factory.createManagedConnection(subject, null))
                .as("a credential of another factory")
                .isInstanceOf(SecurityException.class);
        credential.setManagedConnectionFactory(factory);
        ManagedConnection connection = factory.createManagedConnection(subject, null);
        assertThat(connection.getMetaData().getUserName()).isEqualTo("alice@localhost");
        assertThat(factory.matchManagedConnections(Set.of(connection), null, null))
                .isNull();
        connection.destroy();
    }

    @Test
    @Tag("RA-19")
    @Tag("RA-33")
    void blankCredentialOfAContainerWithoutSignOnIsNone() throws Exception {
        XmppManagedConnectionFactory factory = factory(ServerTest::asAlice);
        PasswordCredential blank = new PasswordCredential("", new char[0]);
        blank.setManagedConnectionFactory(factory);
        Subject subject = new Subject(true, Set.of(), Set.of(), Set.of(blank));
        ManagedConnection connection = factory.createManagedConnection(subject, null);
        assertThat(connection.getMetaData().getUserName()).isEqualTo("alice@localhost");
        connection.destroy();
    }

    @Test
    @Tag("RA-20")
    void thereAreNoTransactions() throws Exception {
        ManagedConnection connection = factory().createManagedConnection(null, null);
        assertThatThrownBy(connection::getXAResource).isInstanceOf(NotSupportedException.class);
        assertThatThrownBy(connection::getLocalTransaction).isInstanceOf(NotSupportedException.class);
        connection.destroy();
    }

    @Test
    @Tag("RA-2")
    void factoryBelongsToOneAdapterAndSurvivesSerialisation() throws Exception {
        XmppManagedConnectionFactory factory = factory(ServerTest::asAlice);
        assertThatThrownBy(() -> factory.setResourceAdapter(container.adapter()))
                .isInstanceOf(ResourceException.class);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(factory);
            out.writeObject(factory.createConnectionFactory());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(factory);
            assertThat(in.readObject()).isInstanceOf(XmppConnectionFactoryImpl.class);
        }
    }

    @Test
    @Tag("RA-23")
    void componentThatAnotherAdapterOfThisJvmHasIsRefusedNamingBoth() throws Exception {
        ManagedConnection first = factory(ServerTest::asComponent).createManagedConnection(null, null);
        assertThatThrownBy(() -> factory(it -> {
                            asComponent(it);
                            it.setPassword("another");
                        })
                        .createManagedConnection(null, null))
                .hasMessageContaining("echo.localhost on 127.0.0.1")
                .hasMessageContaining("in use in this JVM by XmppManagedConnectionFactory");
        try (var other = org.xmppra.ra.container.StubContainer.start(ServerTest::onServer)) {
            assertThatThrownBy(() -> other.factory(ServerTest::asComponent).createManagedConnection(null, null))
                    .hasMessageContaining("in use in this JVM");
            first.destroy();
            other.factory(ServerTest::asComponent)
                    .createManagedConnection(null, null)
                    .destroy();
        }
    }

    @Test
    @Tag("IQ-15")
    void asynchronousFormsAreRefusedOutsideOfAComponent() throws Exception {
        try (XmppConnection connection = alice().getConnection()) {
            Iq request = Iq.get().query("urn:xmpp:ping").build();
            assertThatThrownBy(() -> connection.sendAsync(request))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("java:comp/DefaultManagedExecutorService");
            assertThatThrownBy(() -> connection.send(request, answer -> {}, (asked, why) -> {}, null))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
