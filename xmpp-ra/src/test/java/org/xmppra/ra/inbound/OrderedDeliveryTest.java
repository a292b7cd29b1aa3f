package org.xmppra.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.Iq;
import org.xmppra.IqErrorException;
import org.xmppra.IqListener;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmlElement;
import org.xmppra.XmppConnection;
import org.xmppra.XmppException;
import org.xmppra.ra.container.ServerTest;
import org.xmppra.ra.container.StubComponent;

/** Whose request is delivered when, with {@code ordered=true}. */
class OrderedDeliveryTest extends ServerTest {
    private static final String NAMESPACE = "urn:example:ordered";
    private static final int MANY = 40;

    private StubComponent component;
    private XmppConnection alice;
    private XmppConnection other;

    /** Notes what it begins with; whoever is named waits for the test. */
    public static class Bean implements IqListener {
        private final Queue<String> begun = new ConcurrentLinkedQueue<>();
        private final Set<String> inside = ConcurrentHashMap.newKeySet();
        private final Set<String> overlapping = ConcurrentHashMap.newKeySet();
        private final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public Iq onIq(Iq request) throws Exception {
            String sender = String.valueOf(request.from());
            String word = request.payload().text();
            if (!inside.add(sender)) {
                overlapping.add(sender);
            }
            begun.add(word);
            if (word.startsWith("wait")) {
                gate.await(30, TimeUnit.SECONDS);
            }
            inside.remove(sender);
            return request.reply();
        }
    }

    /** Two sessions of one account are two senders. */
    @BeforeEach
    void connect() throws Exception {
        component = StubComponent.enter("shop");
        alice = aliceConnected();
        other = aliceConnected();
    }

    @AfterEach
    void disconnect() {
        alice.close();
        other.close();
        component.close();
    }

    private Bean deploy(Consumer<XmppActivationSpec> configuration) throws Exception {
        Bean bean = new Bean();
        container.deploy(bean, spec -> {
            spec.setNamespace(NAMESPACE);
            spec.setOrdered(true);
            configuration.accept(spec);
        });
        awaitBot();
        return bean;
    }

    /** Asks without waiting: what one sender asks arrives in the order of the calls. */
    private static CompletableFuture<Iq> ask(XmppConnection sender, String word) throws XmppException {
        Iq request = Iq.get(BOT)
                .payload(XmlElement.named(NAMESPACE, "word").text(word).build())
                .build();
        return sender.sendAsync(request, Duration.ofSeconds(20)).toCompletableFuture();
    }

    @Test
    @Tag("IQ-30")
    void requestsOfOneSenderAreDeliveredOneAfterTheOtherAsTheyCame() throws Exception {
        Bean bean = deploy(spec -> spec.setMaxConcurrency(8));
        List<CompletableFuture<Iq>> answers = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            asked.add("alice " + i);
            answers.add(ask(alice, "alice " + i));
            answers.add(ask(other, "other " + i));
        }
        for (CompletableFuture<Iq> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS).hasPayload()).isFalse();
        }
        assertThat(bean.overlapping).isEmpty();
        assertThat(bean.begun).hasSize(2 * MANY).containsSubsequence(asked);
    }

    @Test
    @Tag("IQ-30")
    void sendersDoNotWaitForEachOther() throws Exception {
        Bean bean = deploy(spec -> spec.setMaxConcurrency(2));
        CompletableFuture<Iq> first = ask(alice, "wait 1");
        await().until(() -> bean.begun.contains("wait 1"));
        CompletableFuture<Iq> second = ask(alice, "alice 2");
        for (int i = 0; i < 5; i++) {
            ask(other, "other " + i).get(10, TimeUnit.SECONDS);
        }
        assertThat(bean.begun).doesNotContain("alice 2");
        bean.gate.countDown();
        first.get(10, TimeUnit.SECONDS);
        second.get(10, TimeUnit.SECONDS);
        assertThat(bean.begun).endsWith("alice 2");
    }

    @Test
    @Tag("IQ-30")
    void thoseBehindOneAnotherFillTheQueueToo() throws Exception {
        Bean bean = deploy(spec -> {
            spec.setMaxConcurrency(2);
            spec.setQueueSize(1);
        });
        CompletableFuture<Iq> running = ask(alice, "wait");
        await().until(() -> bean.begun.contains("wait"));
        CompletableFuture<Iq> one = ask(alice, "one");
        CompletableFuture<Iq> two = ask(alice, "two");
        assertThatThrownBy(two::join)
                .satisfies(thrown -> assertThat(thrown.getCause())
                        .isInstanceOfSatisfying(
                                IqErrorException.class,
                                refused -> assertThat(refused.error().condition())
                                        .isEqualTo(StanzaErrorCondition.RESOURCE_CONSTRAINT)));
        bean.gate.countDown();
        running.get(10, TimeUnit.SECONDS);
        one.get(10, TimeUnit.SECONDS);
    }

    @Test
    @Tag("IQ-30")
    @Tag("IQ-27")
    void whoIsPastTheDeadlineIsNeitherDeliveredNorInTheWay() throws Exception {
        Bean bean = deploy(spec -> spec.setDeadlineMillis(400));
        CompletableFuture<Iq> running = ask(alice, "wait");
        await().until(() -> bean.begun.contains("wait"));
        CompletableFuture<Iq> late = ask(alice, "late");
        assertThatThrownBy(late::join).hasCauseInstanceOf(IqErrorException.class);
        assertThatThrownBy(running::join).hasCauseInstanceOf(IqErrorException.class);
        bean.gate.countDown();
        ask(alice, "next").get(10, TimeUnit.SECONDS);
        assertThat(bean.begun).containsExactly("wait", "next");
    }
}
