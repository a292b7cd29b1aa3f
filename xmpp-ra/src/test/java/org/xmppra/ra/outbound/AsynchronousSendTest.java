package org.xmppra.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.resource.spi.ManagedConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.Iq;
import org.xmppra.IqCallbackHandle;
import org.xmppra.IqCancelledException;
import org.xmppra.IqErrorException;
import org.xmppra.IqTimeoutException;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.XmppConnection;
import org.xmppra.ra.container.ServerTest;
import org.xmppra.ra.container.StubComponent;

/** Sending without waiting, from a component. */
class AsynchronousSendTest extends ServerTest {
    private static final Jid SERVER_JID = Jid.of("localhost");

    private StubComponent component;
    private XmppConnection connection;
    private ManagedConnection silent;

    @BeforeEach
    void enterComponent() throws Exception {
        component = StubComponent.enter("shop");
        connection = aliceConnected();
        silent = container.factory(properties -> {}).createManagedConnection(null, null);
        SERVER.freeze(((XmppManagedConnection) silent).jid());
    }

    @AfterEach
    void leaveComponent() throws Exception {
        connection.close();
        SERVER.disconnect(((XmppManagedConnection) silent).jid());
        silent.destroy();
        component.close();
    }

    private static Iq ping() {
        return Iq.get(SERVER_JID).payload("<ping xmlns='urn:xmpp:ping'/>").build();
    }

    private Iq pingOfSilence() throws Exception {
        return Iq.get(((XmppManagedConnection) silent).jid())
                .payload("<ping xmlns='urn:xmpp:ping'/>")
                .build();
    }

    @Test
    @Tag("IQ-10")
    @Tag("IQ-15")
    void stageCompletesOnTheComponentsThreadWithItsContext() throws Exception {
        CompletionStage<String> where = connection.sendAsync(ping()).thenApply(result -> StubComponent.here());
        assertThat(where.toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isIn(
                        "shop on component-thread",
                        // Where the answer was faster than thenApply, the calling thread runs it, which is in the
                        // component too.
                        StubComponent.here());
    }

    @Test
    @Tag("IQ-10")
    void stageFailsWithWhatBlockingWouldThrow() throws Exception {
        Iq unknown = Iq.get(SERVER_JID).query("urn:example:unknown").build();
        assertThatThrownBy(() ->
                        connection.sendAsync(unknown).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IqErrorException.class);
        Iq request = pingOfSilence();
        assertThatThrownBy(() -> connection
                        .sendAsync(request, Duration.ofMillis(100))
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        IqTimeoutException.class,
                        timeout -> assertThat(timeout.request()).isSameAs(request));
        assertThatThrownBy(() -> connection.sendAsync(request, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("IQ-10")
    void manyAreAnsweredEachOnItsStage() throws Exception {
        List<Iq> requests =
                List.of(ping(), Iq.get(SERVER_JID).query("urn:example:unknown").build(), ping());
        List<CompletionStage<Iq>> stages = connection.sendAsync(requests);
        assertThat(stages.get(0).toCompletableFuture().get(10, TimeUnit.SECONDS).id())
                .isEqualTo(requests.get(0).id());
        assertThatThrownBy(() -> stages.get(1).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IqErrorException.class);
        assertThat(stages.get(2).toCompletableFuture().get(10, TimeUnit.SECONDS).id())
                .isEqualTo(requests.get(2).id());
        assertThat(stages).hasSize(3);
    }

    @Test
    @Tag("IQ-10")
    @Tag("IQ-14")
    void oneThatCannotBeSentHarmsNoOther() throws Exception {
        Iq silence = pingOfSilence();
        Iq answer = Iq.result("id-1").to(SERVER_JID).build();
        List<CompletionStage<Iq>> stages =
                connection.sendAsync(List.of(silence, silence, answer, ping()), Duration.ofMillis(300));
        assertThatThrownBy(() -> stages.get(0).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IqTimeoutException.class);
        assertThatThrownBy(() -> stages.get(1).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .as("its id is pending already")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(stages.get(2).toCompletableFuture()).isCompletedWithValue(answer);
        assertThat(stages.get(3).toCompletableFuture().get(10, TimeUnit.SECONDS).type())
                .isEqualTo(IqType.RESULT);
        assertThat(stages).hasSize(4);
        assertThatThrownBy(() -> connection.sendAsync(List.of(ping()), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("IQ-11")
    @Tag("IQ-15")
    void callbackIsCalledOnceWithTheComponentsContext() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        IqCallbackHandle handle = connection.send(
                ping(),
                answer -> calls.add(answer.type() + " in " + StubComponent.here()),
                (request, why) -> calls.add("unanswered"),
                null);
        await().until(() -> !calls.isEmpty());
        assertThat(calls).containsExactly("result in shop on component-thread");
        assertThat(handle.cancel()).isFalse();
        connection.send(
                Iq.get(SERVER_JID).query("urn:example:unknown").build(),
                answer -> calls.add(answer.type().toString()),
                (request, why) -> calls.add("unanswered"),
                null);
        await().until(() -> calls.size() == 2);
        assertThat(calls).last().isEqualTo("error");
    }

    @Test
    @Tag("IQ-12")
    void timeoutCallbackReceivesTheRequest() throws Exception {
        List<Object> calls = new CopyOnWriteArrayList<>();
        Iq request = pingOfSilence();
        connection.send(
                request,
                answer -> calls.add("answered"),
                (asked, why) -> {
                    calls.add(asked);
                    calls.add(why.getClass());
                },
                Duration.ofMillis(100));
        await().until(() -> calls.size() == 2);
        assertThat(calls).containsExactly(request, IqTimeoutException.class);
    }

    @Test
    @Tag("IQ-12")
    void callbackWithoutATimeOfItsOwnEndsAtTheConfiguredCeiling() throws Exception {
        ManagedConnection lease = container
                .factory(properties -> {
                    asAlice(properties);
                    properties.setCallbackTimeoutMillis(120);
                })
                .createManagedConnection(null, null);
        List<Object> calls = new CopyOnWriteArrayList<>();
        Iq request = pingOfSilence();
        try (XmppConnection handle = (XmppConnection) lease.getConnection(null, null)) {
            handle.send(request, calls::add, (asked, why) -> calls.add(asked), null);
        }
        await().until(() -> !calls.isEmpty());
        assertThat(calls).containsExactly(request);
        lease.destroy();
    }

    @Test
    @Tag("IQ-11")
    void cancelledCallbackIsNeverCalled() throws Exception {
        List<Object> calls = new CopyOnWriteArrayList<>();
        IqCallbackHandle handle =
                connection.send(pingOfSilence(), calls::add, (asked, why) -> calls.add(why), Duration.ofMillis(150));
        assertThat(handle.cancel()).isTrue();
        assertThat(handle.cancel()).isFalse();
        connection
                .sendAsync(pingOfSilence(), Duration.ofMillis(400))
                .toCompletableFuture()
                .handle((result, failure) -> null)
                .get(10, TimeUnit.SECONDS);
        assertThat(calls).isEmpty();
    }

    @Test
    @Tag("IQ-14")
    void answerIsNeverWaitedFor() throws Exception {
        Iq result = Iq.result("id-1").to(SERVER_JID).build();
        assertThat(connection.sendAsync(result).toCompletableFuture()).isCompletedWithValue(result);
        assertThat(connection.send(result).type()).isEqualTo(IqType.RESULT);
    }

    @Test
    @Tag("RA-15")
    void requestOutlivesItsHandle() throws Exception {
        ManagedConnection lease = container.factory(ServerTest::asAlice).createManagedConnection(null, null);
        XmppConnection handle = (XmppConnection) lease.getConnection(null, null);
        Jid peer = ((XmppManagedConnection) lease).jid();
        CompletionStage<Iq> stage = handle.sendAsync(ping());
        handle.close();
        lease.cleanup();
        assertThat(stage.toCompletableFuture().get(10, TimeUnit.SECONDS).to()).contains(peer);
        lease.destroy();
    }

    @Test
    @Tag("IQ-15")
    void requestOfAnApplicationThatIsGoneEndsAsCancelled() throws Exception {
        CompletionStage<Iq> stage = connection.sendAsync(pingOfSilence(), Duration.ofMillis(200));
        component.undeploy();
        assertThatThrownBy(() -> stage.toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IqCancelledException.class);
        assertThat(untold()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-15")
    void callbackOfAnApplicationThatIsGoneIsNotCalledAndCounted() throws Exception {
        List<Object> calls = new CopyOnWriteArrayList<>();
        connection.send(pingOfSilence(), calls::add, (request, why) -> calls.add(why), Duration.ofMillis(200));
        component.undeploy();
        await().until(() -> untold() == 1);
        assertThat(calls).isEmpty();
    }

    /** Of the account that all of Alice's leases count in. */
    private long untold() throws Exception {
        ManagedConnection lease = container.factory(ServerTest::asAlice).createManagedConnection(null, null);
        try {
            return ((XmppManagedConnection) lease).counts().outcomesUntold();
        } finally {
            lease.destroy();
        }
    }
}
