package org.xmppra.core.iq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmlElement;
import org.xmppra.core.stanza.ContentNamespaces;
import org.xmppra.core.stanza.ReceivedIq;
import org.xmppra.core.stanza.StanzaWriter;

/** A request on its way: one answer, rightly addressed. */
class IqExchangeTest {
    private static final IqClaim CLAIM = IqClaim.of(IqType.GET, "urn:a", "q");
    private static final Jid PEER = Jid.of("peer@far.example/x");
    private static final SessionIdentity CLIENT = SessionIdentity.client(Jid.of("me@home.example/desk"));
    private static final SessionIdentity COMPONENT = SessionIdentity.component(Jid.of("bot.home.example"));

    private final IqStatistics statistics = new IqStatistics();
    private final IqRouter router = new IqRouter(RouterSettings.client(), statistics);
    private final List<Iq> sent = Collections.synchronizedList(new ArrayList<>());

    @Test
    @Tag("IQ-25")
    void secondAnswerIsRefusedToWhoeverTriesIt() {
        IqExchange exchange = exchangeOf(request("get", "urn:a", "q"), CLIENT);

        assertThat(exchange.isAnswered()).isFalse();
        assertThat(exchange.answer(exchange.request().reply())).isTrue();
        assertThat(exchange.isAnswered()).isTrue();
        assertThat(exchange.answer(exchange.request().errorReply(StanzaErrorCondition.GONE)))
                .isFalse();

        assertThat(sent).hasSize(1);
        assertThat(statistics.snapshot().resultsAnswered()).isEqualTo(1);
        assertThat(statistics.snapshot().errorsAnswered()).isZero();
        assertThat(statistics.snapshot().secondAnswersRefused()).isEqualTo(1);
    }

    /** They meet before each request by spinning, within nanoseconds: a barrier lets one of them run ahead of the other. */
    @Test
    @Tag("IQ-25")
    void threadsThatAnswerTogetherSendOneAnswer() throws Exception {
        int rounds = 20_000;
        List<IqExchange> exchanges = new ArrayList<>();
        router.register(CLAIM, exchanges::add, "taker");
        for (int round = 0; round < rounds; round++) {
            router.dispatch(request("get", "urn:a", "q"), (answer, dropped) -> sent.add(answer), CLIENT);
        }
        AtomicInteger arrivals = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        Runnable answering = () -> {
            for (int round = 0; round < rounds; round++) {
                IqExchange exchange = exchanges.get(round);
                Iq answer = exchange.request().reply();
                arrivals.incrementAndGet();
                while (arrivals.get() < 2 * (round + 1)) {
                    Thread.onSpinWait();
                }
                if (exchange.answer(answer)) {
                    accepted.incrementAndGet();
                }
            }
        };
        Thread other = new Thread(answering);
        other.start();
        answering.run();
        other.join();

        assertThat(accepted).hasValue(rounds);
        assertThat(sent).hasSize(rounds);
    }

    @Test
    @Tag("IQ-25")
    void requestIsNoAnswer() {
        IqExchange exchange = exchangeOf(request("get", "urn:a", "q"), CLIENT);

        assertThatThrownBy(() -> exchange.answer(exchange.request())).isInstanceOf(IllegalArgumentException.class);

        assertThat(exchange.isAnswered()).isFalse();
        assertThat(exchange.answer(exchange.request().reply())).isTrue();
    }

    @Test
    @Tag("IQ-25")
    void answerThatCannotBeWrittenIsAnsweredForAndThrown() {
        List<IqExchange> taken = new ArrayList<>();
        router.register(CLAIM, taken::add, "taker");
        AnswerSink sink = (answer, dropped) -> {
            StanzaWriter.write(answer, ContentNamespaces.CLIENT);
            return sent.add(answer);
        };
        router.dispatch(request("get", "urn:a", "q"), sink, CLIENT);
        Iq request = taken.get(0).request();

        assertThatThrownBy(() -> taken.get(0)
                        .answer(request.reply().toBuilder()
                                .children(List.of(request.payload(), request.payload()))
                                .build()))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).error().condition()).isEqualTo(StanzaErrorCondition.INTERNAL_SERVER_ERROR);
        assertThat(taken.get(0).isAnswered()).isTrue();
    }

    @Test
    @Tag("IQ-25")
    void answerToALostStreamIsDroppedAndCounted() {
        List<IqExchange> taken = new ArrayList<>();
        router.register(CLAIM, taken::add, "taker");
        router.dispatch(request("get", "urn:a", "q"), (answer, dropped) -> false, CLIENT);

        assertThat(taken.get(0).answer(taken.get(0).request().reply())).isTrue();

        assertThat(statistics.snapshot().answersDropped()).isEqualTo(1);
        assertThat(statistics.snapshot().resultsAnswered()).isZero();
    }

    @Test
    @Tag("IQ-28")
    void clientAnswersWithoutFromWhateverTheHandlerSets() {
        IqExchange exchange = exchangeOf(request("get", "urn:a", "q"), CLIENT);

        exchange.answer(Iq.result("other")
                .from(Jid.of("forged@home.example"))
                .to(Jid.of("someone@else.example"))
                .build());

        assertThat(sent).containsExactly(Iq.result("7").to(PEER).build());
    }

    @Test
    @Tag("IQ-28")
    void componentAnswersFromTheAddressThatWasAsked() {
        Jid asked = Jid.of("clock@bot.home.example/1");
        Iq request = Iq.get(asked).id("7").from(PEER).query("urn:a").build();
        IqExchange exchange = exchangeOf(new ReceivedIq.Request(request), COMPONENT);

        exchange.answer(request.reply());

        assertThat(sent).containsExactly(Iq.result("7").from(asked).to(PEER).build());
    }

    @Test
    @Tag("IQ-28")
    void requestOfTheOwnServerIsAnsweredToNobodyInParticular() {
        Iq request = Iq.get().id("7").query("urn:a").build();
        IqExchange exchange = exchangeOf(new ReceivedIq.Request(request), CLIENT);

        assertThat(exchange.sender()).isEqualTo(Jid.of("me@home.example"));
        exchange.answer(request.reply());

        assertThat(sent).containsExactly(Iq.result("7").build());
    }

    @Test
    @Tag("IQ-28")
    void replyOfAClientLeavesTheServerToStampIt() {
        Iq request = Iq.get(CLIENT.self()).from(PEER).id("7").query("urn:a").build();
        IqExchange exchange = exchangeOf(new ReceivedIq.Request(request), CLIENT);

        exchange.answer(request.reply());

        assertThat(sent).containsExactly(Iq.result("7").to(PEER).build());
    }

    private IqExchange exchangeOf(ReceivedIq.Request request, SessionIdentity identity) {
        List<IqExchange> taken = new ArrayList<>();
        XmlElement payload = request.iq().payload();
        try (Registration registration =
                router.register(IqClaim.of(IqType.GET, payload.namespace(), payload.name()), taken::add, "taker")) {
            assertThat(registration).isNotNull();
            router.dispatch(request, (answer, dropped) -> sent.add(answer), identity);
        }
        return taken.get(0);
    }

    private static ReceivedIq.Request request(String type, String namespace, String element) {
        Iq.Builder builder = type.equals("get") ? Iq.get() : Iq.set();
        return new ReceivedIq.Request(builder.from(PEER)
                .id("7")
                .payload(XmlElement.named(namespace, element).build())
                .build());
    }
}
