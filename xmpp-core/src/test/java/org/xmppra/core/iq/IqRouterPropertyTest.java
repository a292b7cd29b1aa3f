package org.xmppra.core.iq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmlElement;
import org.xmppra.core.stanza.ContentNamespaces;
import org.xmppra.core.stanza.ReceivedIq;
import org.xmppra.core.stanza.StanzaWriter;

/** Handlers that do anything at all, on any threads: each request leaves with one answer, rightly addressed. */
class IqRouterPropertyTest {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final Jid PEER = Jid.of("peer@far.example/x");
    private static final SessionIdentity CLIENT = SessionIdentity.client(Jid.of("me@home.example/desk"));

    private enum Act {
        RESULT,
        ERROR,
        WRONG_TYPE,
        UNWRITABLE,
        WRONG_ADDRESS,
        NOTHING
    }

    /**
     * What a handler does with a request.
     *
     * @param atOnce before it returns or throws
     * @param later on threads of its own, which it starts first
     * @param end what becomes of the call
     */
    private record Behaviour(List<Act> atOnce, List<List<Act>> later, End end) {}

    private enum End {
        RETURNS,
        THROWS,
        BREAKS
    }

    private final IqStatistics statistics = new IqStatistics();
    private final IqRouter router = new IqRouter(RouterSettings.client(), statistics);
    private final List<Iq> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();

    private static final Logger LOG = Logger.getLogger(IqRouter.class.getName());

    /** The router says in its log that a handler threw: some hundred times here, and on purpose. */
    @BeforeContainer
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterContainer
    static void stop() {
        LOG.setLevel(null);
        THREADS.shutdown();
    }

    @Property(tries = 200)
    @Tag("IQ-25")
    @Tag("IQ-28")
    @Tag("IQ-29")
    void everyRequestGetsOneAnswer(@ForAll("behaviours") List<Behaviour> behaviours) throws Exception {
        sent.clear();
        running.clear();
        refused.set(0);
        IqCounts before = statistics.snapshot();
        List<IqExchange> exchanges = new ArrayList<>();
        IqHandler handler = exchange -> {
            exchanges.add(exchange);
            behave(behaviours.get(exchanges.size() - 1), exchange);
        };
        try (Registration registration =
                router.register(new IqClaim(Set.of(IqType.GET, IqType.SET), "urn:a", null), handler, "random")) {
            assertThat(registration).isNotNull();
            for (int i = 0; i < behaviours.size(); i++) {
                router.dispatch(request(i), this::write, CLIENT);
            }
        }
        for (Future<?> one : running) {
            one.get(30, TimeUnit.SECONDS);
        }
        // The deadline, which whoever is silent meets.
        exchanges.forEach(exchange -> answer(exchange, exchange.request().errorReply()));

        assertThat(exchanges).hasSameSizeAs(behaviours).allMatch(IqExchange::isAnswered);
        assertThat(sent).extracting(Iq::id).doesNotHaveDuplicates().hasSameSizeAs(behaviours);
        assertThat(sent).allSatisfy(answer -> {
            assertThat(answer.type().isRequest()).isFalse();
            assertThat(answer.to()).contains(PEER);
            assertThat(answer.from()).isEmpty();
        });
        IqCounts after = statistics.snapshot();
        assertThat(after.resultsAnswered()
                        + after.errorsAnswered()
                        - before.resultsAnswered()
                        - before.errorsAnswered())
                .isEqualTo(behaviours.size());
        assertThat(after.secondAnswersRefused() - before.secondAnswersRefused())
                .as("refused: each of ours, and those of the router where a handler threw and answered at once")
                .isBetween((long) refused.get(), (long) refused.get() + behaviours.size());
    }

    /** As the session does: what cannot be written is refused before anything of it is sent. */
    private boolean write(Iq answer, Runnable dropped) {
        StanzaWriter.write(answer, ContentNamespaces.CLIENT);
        return sent.add(answer);
    }

    private void behave(Behaviour behaviour, IqExchange exchange) {
        CountDownLatch together = new CountDownLatch(1);
        behaviour
                .later()
                .forEach(acts -> running.add(THREADS.submit(() -> {
                    together.await();
                    act(acts, exchange);
                    return null;
                })));
        together.countDown();
        act(behaviour.atOnce(), exchange);
        switch (behaviour.end()) {
            case THROWS -> throw new IllegalStateException("deliberate, for this test");
            case BREAKS -> throw new AssertionError("deliberate, for this test");
            case RETURNS -> {}
        }
    }

    private void act(List<Act> acts, IqExchange exchange) {
        Iq request = exchange.request();
        for (Act act : acts) {
            switch (act) {
                case RESULT -> answer(exchange, request.reply("<done xmlns='urn:a'/>"));
                case ERROR -> answer(exchange, request.errorReply(StanzaErrorCondition.GONE));
                case WRONG_TYPE -> assertThatIllegalArgumentException().isThrownBy(() -> exchange.answer(request));
                case UNWRITABLE -> answerUnwritable(exchange);
                case WRONG_ADDRESS ->
                    answer(
                            exchange,
                            Iq.result("other").to(CLIENT.self()).from(PEER).build());
                case NOTHING -> {}
            }
        }
    }

    private void answerUnwritable(IqExchange exchange) {
        XmlElement payload = exchange.request().payload();
        try {
            answer(exchange, Iq.result("1").children(List.of(payload, payload)).build());
        } catch (IllegalArgumentException e) {
            assertThat(exchange.isAnswered()).as("answered in its place").isTrue();
        }
    }

    private void answer(IqExchange exchange, Iq answer) {
        if (!exchange.answer(answer)) {
            refused.incrementAndGet();
        }
    }

    private static ReceivedIq.Request request(int index) {
        Iq.Builder builder = index % 2 == 0 ? Iq.get() : Iq.set();
        return new ReceivedIq.Request(
                builder.from(PEER).id("r" + index).query("urn:a").build());
    }

    @Provide
    Arbitrary<List<Behaviour>> behaviours() {
        Arbitrary<List<Act>> acts = Arbitraries.of(Act.class).list().ofMaxSize(3);
        return Combinators.combine(acts, acts.list().ofMaxSize(2), Arbitraries.of(End.class))
                .as(Behaviour::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
