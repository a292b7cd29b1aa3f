package org.xmppra.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jboss.as.ee.component.ComponentIsStoppedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.Iq;
import org.xmppra.IqContext;
import org.xmppra.IqEndpoint;
import org.xmppra.IqErrorException;
import org.xmppra.IqGet;
import org.xmppra.IqListener;
import org.xmppra.IqReply;
import org.xmppra.IqSet;
import org.xmppra.IqTimeoutException;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.StanzaErrorException;
import org.xmppra.StanzaErrorType;
import org.xmppra.XmlElement;
import org.xmppra.XmppConnection;
import org.xmppra.ra.container.ServerTest;
import org.xmppra.ra.container.StubEndpoints;
import org.xmppra.ra.container.StubWorkManager;

/** What a bean does, and what its requester gets. */
class DeliveryTest extends ServerTest {
    private static final String NAMESPACE = "urn:example:work";

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private XmppConnection alice;

    /** What a bean does with a request. */
    interface Body {
        Iq answer(Iq request) throws Exception;
    }

    /** A bean that does what a test says. */
    public static class Bean implements IqListener {
        private final Body body;

        Bean(Body body) {
            this.body = body;
        }

        @Override
        public Iq onIq(Iq request) throws Exception {
            return body.answer(request);
        }
    }

    @BeforeEach
    void connect() throws Exception {
        alice = aliceConnected();
    }

    @AfterEach
    void disconnect() {
        alice.close();
        callers.shutdownNow();
    }

    private StubEndpoints deploy(Body body, Consumer<XmppActivationSpec> configuration) throws Exception {
        StubEndpoints endpoints = container.deploy(new Bean(body), spec -> {
            spec.setNamespace(NAMESPACE);
            configuration.accept(spec);
        });
        awaitBot();
        return endpoints;
    }

    private StubEndpoints deploy(Body body) throws Exception {
        return deploy(body, spec -> {});
    }

    private Iq ask() throws Exception {
        return alice.send(Iq.get(BOT).query(NAMESPACE).build());
    }

    private Future<Iq> askInBackground() {
        return callers.submit(this::ask);
    }

    private static StanzaError errorOf(ThrowingCallable call) {
        StanzaError[] error = new StanzaError[1];
        assertThatThrownBy(call).satisfies(thrown -> {
            Throwable failure = thrown instanceof java.util.concurrent.ExecutionException ? thrown.getCause() : thrown;
            assertThat(failure).isInstanceOf(IqErrorException.class);
            error[0] = ((IqErrorException) failure).error();
        });
        return error[0];
    }

    private void assertAnswered(StanzaErrorCondition condition) {
        assertThat(errorOf(this::ask).condition()).isEqualTo(condition);
    }

    /** A bean that gives its reply handle away. */
    public static class Deferring implements IqEndpoint {
        final CompletableFuture<IqReply> handle = new CompletableFuture<>();
        final CompletableFuture<IqContext> context = new CompletableFuture<>();

        @IqGet(namespace = NAMESPACE)
        public void later(IqContext asked) {
            handle.complete(asked.defer());
            context.complete(asked);
        }

        @IqSet(namespace = NAMESPACE)
        public String laterAndNow(IqContext asked) {
            asked.defer();
            return "<now xmlns='" + NAMESPACE + "'/>";
        }
    }

    @Test
    @Tag("IQ-27")
    void replyHandleAnswersOnceAfterTheMethodHasReturned() throws Exception {
        Deferring bean = new Deferring();
        container.deploy(bean, spec -> {});
        awaitBot();
        Future<Iq> asking = askInBackground();
        IqReply handle = bean.handle.get(10, TimeUnit.SECONDS);
        assertThat(asking.isDone()).isFalse();
        assertThat(handle.answer("<done xmlns='" + NAMESPACE + "'/>")).isTrue();
        assertThat(asking.get(10, TimeUnit.SECONDS).payload().name()).isEqualTo("done");
        assertThat(handle.answer(null)).as("second answer").isFalse();
        assertThat(handle.fail(StanzaError.of(StanzaErrorCondition.GONE)))
                .as("error after the answer")
                .isFalse();
        assertThatThrownBy(() -> bean.context.join().defer())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has returned");
    }

    @Test
    @Tag("IQ-27")
    void replyHandleAnswersWithAnError() throws Exception {
        Deferring bean = new Deferring();
        container.deploy(bean, spec -> {});
        awaitBot();
        Future<Iq> asking = askInBackground();
        assertThat(bean.handle.get(10, TimeUnit.SECONDS).fail(StanzaError.of(StanzaErrorCondition.GONE)))
                .isTrue();
        assertThat(errorOf(() -> asking.get(10, TimeUnit.SECONDS)).condition()).isEqualTo(StanzaErrorCondition.GONE);
    }

    @Test
    @Tag("IQ-27")
    void replyHandleThatComesAfterTheDeadlineIsRefused() throws Exception {
        Deferring bean = new Deferring();
        container.deploy(bean, spec -> spec.setDeadlineMillis(200));
        awaitBot();
        assertAnswered(StanzaErrorCondition.REMOTE_SERVER_TIMEOUT);
        assertThat(bean.handle.get(10, TimeUnit.SECONDS).answer(null)).isFalse();
    }

    @Test
    @Tag("IQ-27")
    void methodThatDefersAndReturnsAnAnswerIsInternalServerError() throws Exception {
        container.deploy(new Deferring(), spec -> {});
        awaitBot();
        Iq set = Iq.set(BOT).query(NAMESPACE).build();
        assertThat(errorOf(() -> alice.send(set)).condition()).isEqualTo(StanzaErrorCondition.INTERNAL_SERVER_ERROR);
    }

    @Test
    @Tag("IQ-26")
    void nothingIsAnEmptyResult() throws Exception {
        deploy(request -> null);
        assertThat(ask().hasPayload()).isFalse();
    }

    @Test
    @Tag("IQ-29")
    void whatABeanThrowsIsTranslatedAndNothingOfItLeaves() throws Exception {
        XmlElement detail = XmlElement.named("urn:example:errors", "too-late").build();
        deploy(request -> switch (request.payload().name()) {
            case "exactly" ->
                throw new StanzaErrorException(StanzaError.of(StanzaErrorCondition.GONE)
                        .withType(StanzaErrorType.WAIT)
                        .withText("come back", "en")
                        .withApplicationCondition(detail)
                        .withRequestEchoed());
            case "checked" -> throw new java.io.IOException("the secret path");
            case "unchecked" -> throw new IllegalStateException("the secret state");
            case "timeout" -> throw new IqTimeoutException(request, Duration.ofSeconds(1));
            case "inner" -> throw new IqErrorException(request.errorReply(StanzaErrorCondition.ITEM_NOT_FOUND));
            case "stopped" -> throw new jakarta.ejb.EJBException(new ComponentIsStoppedException());
            case "request" -> Iq.get(BOT).query("urn:example:wrong").build();
            default -> throw new jakarta.ejb.EJBAccessException("not you");
        });
        StanzaError exactly = errorOf(() -> send("exactly"));
        assertThat(exactly.condition()).isEqualTo(StanzaErrorCondition.GONE);
        assertThat(exactly.type()).isEqualTo(StanzaErrorType.WAIT);
        assertThat(exactly.text()).contains("come back");
        assertThat(exactly.applicationCondition()).contains(detail);
        for (String internal : new String[] {"checked", "unchecked", "request"}) {
            StanzaError error = errorOf(() -> send(internal));
            assertThat(error.condition()).as(internal).isEqualTo(StanzaErrorCondition.INTERNAL_SERVER_ERROR);
            assertThat(error.text()).as(internal).isEmpty();
        }
        assertThat(errorOf(() -> send("timeout")).condition()).isEqualTo(StanzaErrorCondition.REMOTE_SERVER_TIMEOUT);
        assertThat(errorOf(() -> send("stopped")).condition())
                .as("another bean of an application that is undeployed")
                .isEqualTo(StanzaErrorCondition.RECIPIENT_UNAVAILABLE);
        StanzaError inner = errorOf(() -> send("inner"));
        assertThat(inner.condition()).isEqualTo(StanzaErrorCondition.UNDEFINED_CONDITION);
        assertThat(inner.applicationCondition())
                .hasValueSatisfying(element -> assertThat(element.is("urn:xmppra:errors", "external-error"))
                        .isTrue());
        assertThat(errorOf(() -> send("denied")).condition()).isEqualTo(StanzaErrorCondition.FORBIDDEN);
    }

    private Iq send(String element) throws Exception {
        return alice.send(Iq.set(BOT)
                .payload(XmlElement.named(NAMESPACE, element).build())
                .build());
    }

    @Test
    @Tag("RA-25")
    void rollbackIsAnsweredWithInternalServerError() throws Exception {
        deploy(request -> {
            if (request.payload().name().equals("doubt")) {
                container.transactions().setRollbackOnly();
            }
            if (request.payload().name().equals("refusal")) {
                container.transactions().setRollbackOnly();
                throw new StanzaErrorException(StanzaErrorCondition.CONFLICT, "no");
            }
            return request.reply();
        });
        assertThat(send("fine").hasPayload()).isFalse();
        assertThat(errorOf(() -> send("doubt")).condition()).isEqualTo(StanzaErrorCondition.INTERNAL_SERVER_ERROR);
        assertThat(errorOf(() -> send("refusal")).condition()).isEqualTo(StanzaErrorCondition.CONFLICT);
        container.transactions().failAtCommit();
        assertThat(errorOf(() -> send("fine")).condition()).isEqualTo(StanzaErrorCondition.INTERNAL_SERVER_ERROR);
    }

    @Test
    @Tag("RA-25")
    void withoutTransactionTheAnswerLeavesOnReturn() throws Exception {
        StubEndpoints endpoints = deploy(Iq::reply);
        endpoints.notTransacted();
        container.transactions().failAtCommit();
        assertThat(ask().hasPayload()).isFalse();
    }

    @Test
    @Tag("RA-24")
    void containerShortOfBeansIsAskedAgainAndThenTheRequesterMayComeBack() throws Exception {
        StubEndpoints endpoints = deploy(Iq::reply);
        endpoints.refuseNext(2);
        assertThat(ask().hasPayload()).isFalse();
        endpoints.refuseNext(1_000);
        assertAnswered(StanzaErrorCondition.RESOURCE_CONSTRAINT);
        endpoints.refuseNext(0);
        assertThat(ask().hasPayload()).isFalse();
        await().until(() -> endpoints.open() == 0);
    }

    @Test
    @Tag("RA-27")
    void fullQueueTurnsTheNextOneAwayAtOnce() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        deploy(
                request -> {
                    inside.incrementAndGet();
                    gate.await(30, TimeUnit.SECONDS);
                    return request.reply();
                },
                spec -> {
                    spec.setMaxConcurrency(2);
                    spec.setQueueSize(1);
                });
        Future<Iq> first = askInBackground();
        Future<Iq> second = askInBackground();
        await().until(() -> inside.get() == 2);
        Future<Iq> third = askInBackground();
        Future<Iq> fourth = askInBackground();
        await().until(() -> third.isDone() || fourth.isDone());
        Future<Iq> turnedAway = third.isDone() ? third : fourth;
        Future<Iq> queued = third.isDone() ? fourth : third;
        assertThat(errorOf(turnedAway::get).condition()).isEqualTo(StanzaErrorCondition.RESOURCE_CONSTRAINT);
        gate.countDown();
        first.get();
        second.get();
        assertThat(queued.get().hasPayload()).isFalse();
        assertThat(container.works().mostShortRunning()).isLessThanOrEqualTo(2);
    }

    @Test
    @Tag("IQ-27")
    void deadlineIsKeptByTheAdapterAndALateAnswerIsDropped() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        StubEndpoints endpoints = deploy(
                request -> {
                    gate.await(30, TimeUnit.SECONDS);
                    return request.reply();
                },
                spec -> spec.setDeadlineMillis(200));
        assertAnswered(StanzaErrorCondition.REMOTE_SERVER_TIMEOUT);
        gate.countDown();
        await().until(() -> endpoints.open() == 0);
        assertThat(ask().hasPayload()).isFalse();
    }

    @Test
    @Tag("RA-26")
    void workThatTheContainerDropsOrRejectsIsAnsweredAllTheSame() throws Exception {
        deploy(Iq::reply);
        container.works().dropShortWorks();
        assertAnswered(StanzaErrorCondition.RESOURCE_CONSTRAINT);
        container.works().runWorks();
        container.works().rejectShortWorks();
        assertAnswered(StanzaErrorCondition.RESOURCE_CONSTRAINT);
        container.works().runWorks();
        assertThat(ask().hasPayload()).isFalse();
    }

    @Test
    @Tag("RA-26")
    void senderIsTheCallerWithItsGroupsAndEachRequestHasAWorkOfItsOwn() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Set<String> callers = ConcurrentHashMap.newKeySet();
        deploy(
                request -> {
                    callers.add(StubWorkManager.caller());
                    gate.await(30, TimeUnit.SECONDS);
                    return request.reply();
                },
                spec -> {
                    spec.setSecurityInflow(true);
                    spec.setCallerGroups("*=guest, localhost=staff+reader, bob@localhost=admin");
                    spec.setMaxConcurrency(1);
                });
        Future<Iq> first = askInBackground();
        await().until(() -> !callers.isEmpty());
        try (XmppConnection bot = container.connectionFactory(it -> {}).getConnection()) {
            Future<Iq> second = this.callers.submit(
                    () -> bot.send(Iq.get(BOT).query(NAMESPACE).build(), Duration.ofSeconds(20)));
            gate.countDown();
            first.get();
            second.get();
        }
        assertThat(callers)
                .containsExactlyInAnyOrder(
                        "alice@localhost[guest, reader, staff]", "bot@localhost[guest, reader, staff]");
    }

    @Test
    @Tag("RA-26")
    void withoutInflowTheContainerIsToldNoCaller() throws Exception {
        Set<String> callers = ConcurrentHashMap.newKeySet();
        deploy(request -> {
            callers.add(String.valueOf(StubWorkManager.caller()));
            return request.reply();
        });
        assertThat(ask().hasPayload()).isFalse();
        assertThat(callers).containsExactly("null");
    }

    @Test
    @Tag("RA-26")
    void groupsThatCannotBeReadAreTold() {
        assertThatThrownBy(() -> deploy(Iq::reply, spec -> spec.setCallerGroups("staff")))
                .hasMessageContaining("callerGroups='staff'")
                .hasMessageContaining("*=guest");
    }

    @Test
    @Tag("RA-12")
    void whatIsRunningWhenDeliveryStopsGetsAWhileAndThenRecipientUnavailable() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        StubEndpoints endpoints = container.endpoints(new Bean(request -> {
            inside.countDown();
            gate.await(30, TimeUnit.SECONDS);
            return request.reply();
        }));
        XmppActivationSpec spec = container.spec(it -> {
            it.setNamespace(NAMESPACE);
            it.setMaxConcurrency(1);
        });
        container.adapter().endpointActivation(endpoints, spec);
        container.adapter().endpointActivation(endpoints, spec);
        awaitBot();
        Future<Iq> running =
                callers.submit(() -> alice.send(Iq.get(BOT).query(NAMESPACE).build(), Duration.ofSeconds(20)));
        inside.await();
        container.adapter().endpointDeactivation(endpoints, spec);
        container.adapter().endpointDeactivation(endpoints, spec);
        assertThat(errorOf(running::get).condition()).isEqualTo(StanzaErrorCondition.RECIPIENT_UNAVAILABLE);
        gate.countDown();
        container.adapter().endpointActivation(endpoints, spec);
        awaitBot();
        assertThat(ask().hasPayload()).isFalse();
    }

    @Test
    @Tag("IQ-29")
    void sendersThatAreNotAllowedAreForbidden() throws Exception {
        StubEndpoints endpoints =
                deploy(Iq::reply, spec -> spec.setAllowedSenders("example.org, bob@localhost, alice@localhost/other"));
        assertAnswered(StanzaErrorCondition.FORBIDDEN);
        assertThat(endpoints.created()).isZero();
    }

    /** A payload that is not always bound. */
    @XmlRootElement(name = "order", namespace = "urn:example:shop")
    public static class Order {
        /** How many. */
        @jakarta.xml.bind.annotation.XmlElement(namespace = "urn:example:shop")
        public int count;
    }

    /** Takes payloads by their class. */
    public static class Shop implements IqEndpoint {
        /** Doubles the order. */
        @IqSet(Order.class)
        public Order sell(Order order) {
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(Shop.class.getClassLoader());
            order.count *= 2;
            return order;
        }
    }

    @Test
    @Tag("IQ-34")
    @Tag("IQ-35")
    void payloadClassIsBoundInAndOutAndWhatDoesNotFitIsABadRequest() throws Exception {
        StubEndpoints endpoints = container.deploy(new Shop(), spec -> {});
        awaitBot();
        Order order = new Order();
        order.count = 21;
        assertThat(alice.set(BOT, order, Order.class).count).isEqualTo(42);
        StanzaError error = errorOf(() -> alice.send(Iq.set(BOT)
                .payload("<order xmlns='urn:example:shop'><count>a secret</count></order>")
                .build()));
        assertThat(error.condition()).isEqualTo(StanzaErrorCondition.BAD_REQUEST);
        assertThat(error.text())
                .hasValueSatisfying(text -> assertThat(text).contains("count").doesNotContain("secret"));
        assertThat(endpoints.created()).isEqualTo(1);
        assertThat(errorOf(() -> alice.get(BOT, order, Order.class)).condition())
                .isEqualTo(StanzaErrorCondition.FEATURE_NOT_IMPLEMENTED);
    }

    @Test
    @Tag("IQ-24")
    void handlersBelongToTheAccountNotToOneOfItsSessions() throws Exception {
        deploy(Iq::reply);
        try (XmppConnection sender =
                container.connectionFactory(properties -> {}).getConnection()) {
            assertThat(sender.jid()).isNotEqualTo(BOT);
            Iq answer = alice.send(Iq.get(sender.jid()).query(NAMESPACE).build());
            assertThat(answer.from()).contains(sender.jid());
        }
    }

    /** Answers with stages. */
    public static class Later implements IqEndpoint {
        private final CompletableFuture<Object> stage = new CompletableFuture<>();

        /** Answers when the test says so. */
        @IqGet(namespace = NAMESPACE)
        public CompletionStage<?> later() {
            return stage;
        }
    }

    @Test
    @Tag("IQ-26")
    void stageIsAnsweredWhenItCompletes() throws Exception {
        Later bean = new Later();
        container.deploy(bean, spec -> {});
        awaitBot();
        Future<Iq> first = askInBackground();
        await().until(() -> container.works().mostShortRunning() > 0);
        assertThat(first.isDone()).isFalse();
        bean.stage.complete("<done xmlns='" + NAMESPACE + "'/>");
        assertThat(first.get().payload().is(NAMESPACE, "done")).isTrue();
    }

    @Test
    @Tag("IQ-26")
    void stageThatFailsIsAnsweredLikeAnException() throws Exception {
        Later bean = new Later();
        container.deploy(bean, spec -> {});
        awaitBot();
        bean.stage.completeExceptionally(new StanzaErrorException(StanzaErrorCondition.GONE, "too late"));
        assertAnswered(StanzaErrorCondition.GONE);
    }

    @Test
    @Tag("RA-23")
    void secondBeanThatClaimsTheSameIsRefusedAndBothAreNamed() throws Exception {
        deploy(Iq::reply);
        assertThatThrownBy(() -> container.deploy(new Bean(Iq::reply), spec -> spec.setNamespace(NAMESPACE)))
                .isInstanceOf(jakarta.resource.ResourceException.class)
                .hasMessageContaining(Bean.class.getName())
                .hasMessageContaining(NAMESPACE);
        assertThat(ask().hasPayload()).as("the first still answers").isFalse();
    }

    /** The bean's class as another deployment has it. */
    private static Object beanOfANewerDeployment() throws Exception {
        ClassLoader loader = new ClassLoader(Renewed.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.equals(Renewed.class.getName())) {
                    return super.loadClass(name, resolve);
                }
                try (var bytes = Renewed.class.getResourceAsStream("DeliveryTest$Renewed.class")) {
                    byte[] code = bytes.readAllBytes();
                    return defineClass(name, code, 0, code.length);
                } catch (java.io.IOException unreadable) {
                    throw new ClassNotFoundException(name, unreadable);
                }
            }
        };
        return loader.loadClass(Renewed.class.getName()).getConstructor().newInstance();
    }

    /** A bean that is redeployed. */
    public static class Renewed implements IqListener {
        /** For the container. */
        public Renewed() {}

        @Override
        public Iq onIq(Iq request) {
            return request.reply(XmlElement.named(NAMESPACE, "loaded").build());
        }
    }

    @Test
    @Tag("RA-23")
    void newcomerOfARollingRedeploymentWaitsForTheOldOneAndTakesOver() throws Exception {
        StubEndpoints old = container.endpoints(new Renewed());
        XmppActivationSpec spec = container.spec(it -> it.setNamespace(NAMESPACE));
        container.adapter().endpointActivation(old, spec);
        awaitBot();
        Object newer = beanOfANewerDeployment();
        Future<?> activation = callers.submit(() -> container.deploy(newer, it -> it.setNamespace(NAMESPACE)));
        assertThatThrownBy(() -> activation.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(ask().hasPayload()).as("the old one answers").isTrue();
        container.adapter().endpointDeactivation(old, spec);
        activation.get(20, TimeUnit.SECONDS);
        awaitBot();
        assertThat(ask().hasPayload()).as("the new one answers").isTrue();
        assertThat(container.adapter().getStatistics().getValue("Activations")).isEqualTo(1);
    }
}
