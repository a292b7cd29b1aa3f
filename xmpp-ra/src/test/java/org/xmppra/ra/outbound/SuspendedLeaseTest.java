package org.xmppra.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ManagedConnection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionException;
import org.xmppra.XmppException;
import org.xmppra.core.session.SessionState;
import org.xmppra.ra.container.ServerTest;

/** A lease whose session lost its connection and may be resumed: nothing the pool need know of, until it is dead. */
@Tag("ST-9")
@Tag("RA-16")
class SuspendedLeaseTest extends ServerTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private XmppManagedConnectionFactory factory;
    private XmppManagedConnection lease;

    @BeforeEach
    void makeLease() throws Exception {
        factory = container.factory(it -> it.setRequestTimeoutMillis(30_000));
        lease = (XmppManagedConnection) factory.createManagedConnection(null, null);
        lease.addConnectionEventListener(new ConnectionEventListener() {
            @Override
            public void connectionClosed(ConnectionEvent event) {
                heard.add("closed");
            }

            @Override
            public void connectionErrorOccurred(ConnectionEvent event) {
                heard.add("error");
            }

            @Override
            public void localTransactionStarted(ConnectionEvent event) {}

            @Override
            public void localTransactionCommitted(ConnectionEvent event) {}

            @Override
            public void localTransactionRolledback(ConnectionEvent event) {}
        });
    }

    private XmppConnection handle() throws Exception {
        return (XmppConnection) lease.getConnection(null, null);
    }

    private static Iq ping() {
        return Iq.get().payload("<ping xmlns='urn:xmpp:ping'/>").build();
    }

    @Test
    void resumedSessionIsNoNewsToPoolAndHandles() throws Exception {
        XmppConnection handle = handle();
        SERVER.drop(lease.jid());
        assertThat(handle.send(ping()).type()).isEqualTo(IqType.RESULT);
        assertThat(SERVER.sessions()).containsExactly(lease.jid());
        assertThat(heard).isEmpty();
        lease.destroy();
    }

    @Test
    void suspendedLeaseIsMatchedAndOnlyDeathIsTold() throws Exception {
        SERVER.kill();
        await().until(() -> lease.session().state() == SessionState.SUSPENDED);
        Set<ManagedConnection> pool = Set.of(lease);
        assertThat(factory.matchManagedConnections(pool, null, null)).isSameAs(lease);
        Set<?> invalid = factory.getInvalidConnections(pool);
        assertThat(invalid).isEmpty();
        XmppConnection handle = handle();
        CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return handle.send(ping());
            } catch (XmppException e) {
                return e;
            }
        });
        await().until(() -> lease.session().pendingRequests() == 1);
        assertThat(heard).isEmpty();
        SERVER.start();
        assertThat(waiting.get(20, TimeUnit.SECONDS))
                .asInstanceOf(type(XmppConnectionException.class))
                .extracting(XmppConnectionException::deliveryStatus)
                .isEqualTo(DeliveryStatus.NOT_SENT);
        await().until(() -> !heard.isEmpty());
        assertThat(heard).containsExactly("error");
        assertThat(factory.matchManagedConnections(pool, null, null)).isNull();
        assertThatThrownBy(() -> handle.send(ping())).isInstanceOf(XmppConnectionException.class);
        lease.destroy();
    }
}
