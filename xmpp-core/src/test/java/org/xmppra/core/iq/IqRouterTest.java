package org.xmppra.core.iq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.StanzaErrorType;
import org.xmppra.XmlElement;
import org.xmppra.core.stanza.ContentNamespaces;
import org.xmppra.core.stanza.ReceivedIq;
import org.xmppra.core.stanza.StanzaReader;

class IqRouterTest {
    private static final Jid PEER = Jid.of("peer@far.example/x");
    private static final SessionIdentity CLIENT = SessionIdentity.client(Jid.of("me@home.example/desk"));
    private static final SessionIdentity COMPONENT = SessionIdentity.component(Jid.of("bot.home.example"));

    private final IqStatistics statistics = new IqStatistics();
    private final IqRouter router = new IqRouter(RouterSettings.client(), statistics);
    private final List<Iq> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<String> handled = new ArrayList<>();

    @ParameterizedTest
    @Tag("IQ-24")
    @CsvSource({
        "get, urn:a, q, exact",
        "get, urn:a, other, namespace",
        "get, urn:b, q, everything",
        "get, urn:xmpp:ping, ping, everything",
        "set, urn:a, q, set of urn:a"
    })
    void mostSpecificHandlerTakesTheRequest(String type, String namespace, String element, String expected) {
        register(new IqClaim(Set.of(IqType.GET), null, null), "everything");
        register(new IqClaim(Set.of(IqType.GET), "urn:a", null), "namespace");
        register(new IqClaim(Set.of(IqType.GET), "urn:a", "q"), "exact");
        register(new IqClaim(Set.of(IqType.SET), "urn:a", null), "set of urn:a");

        dispatch(request(type, namespace, element));

        assertThat(handled).containsExactly(expected);
    }

    @Test
    @Tag("IQ-24")
    void handlerOfBothTypesTakesBoth() {
        register(new IqClaim(Set.of(IqType.GET, IqType.SET), "urn:a", null), "both");

        dispatch(request("get", "urn:a", "q"));
        dispatch(request("set", "urn:a", "q"));

        assertThat(handled).containsExactly("both", "both");
    }

    @ParameterizedTest
    @Tag("IQ-24")
    @ValueSource(strings = {"exact", "namespace", "everything"})
    void conflictingClaimIsRefusedNamingBothOwners(String kind) {
        IqClaim claim = new IqClaim(
                Set.of(IqType.GET), kind.equals("everything") ? null : "urn:a", kind.equals("exact") ? "q" : null);
        IqClaim both = new IqClaim(Set.of(IqType.GET, IqType.SET), claim.namespace(), claim.element());
        register(claim, "first.jar#A");

        assertThatThrownBy(() -> register(both, "second.jar#B"))
                .isInstanceOf(IqClaimConflictException.class)
                .hasMessageContainingAll("first.jar#A", "second.jar#B");

        dispatch(request("get", "urn:a", "q"));
        dispatch(request("set", "urn:a", "q"));
        assertThat(handled).as("nothing of the refused claim is served").containsExactly("first.jar#A");
    }

    @Test
    @Tag("IQ-24")
    void closedRegistrationTakesNothingMoreAndFreesItsClaim() {
        IqClaim claim = IqClaim.of(IqType.GET, "urn:a", "q");
        Registration first = register(claim, "first");
        first.close();
        first.close();

        dispatch(request("get", "urn:a", "q"));
        assertThat(error(0).condition()).isEqualTo(StanzaErrorCondition.SERVICE_UNAVAILABLE);

        register(claim, "second");
        first.close();
        dispatch(request("get", "urn:a", "q"));
        assertThat(handled).containsExactly("second");
    }

    /** Half of a bean would answer that the other half is not implemented, and a client would announce it. */
    @Test
    @Tag("IQ-24")
    @Tag("IQ-33")
    void handlersThatBelongTogetherComeAndGoAtOnce() {
        List<List<String>> features = new ArrayList<>();
        List<String> none = router.features();
        router.addChangeListener(() -> features.add(router.features()));
        IqHandler handler = exchange -> handled.add("together");

        Registration together = router.register(
                List.of(
                        new IqRouter.Service(IqClaim.of(IqType.GET, "urn:a", "q"), handler),
                        new IqRouter.Service(IqClaim.of(IqType.SET, "urn:b", "q"), handler)),
                "a bean");
        List<String> both = router.features();
        dispatch(request("get", "urn:a", "q"));
        dispatch(request("set", "urn:b", "q"));
        together.close();
        together.close();

        assertThat(handled).hasSize(2);
        assertThat(both).contains("urn:a", "urn:b");
        assertThat(features).containsExactly(both, none);
    }

    @Test
    @Tag("IQ-24")
    void ofHandlersThatBelongTogetherNoneServesIfOneIsRefused() {
        register(IqClaim.of(IqType.GET, "urn:b", "q"), "first");
        IqHandler handler = exchange -> handled.add("together");

        assertThatThrownBy(() -> router.register(
                        List.of(
                                new IqRouter.Service(IqClaim.of(IqType.GET, "urn:a", "q"), handler),
                                new IqRouter.Service(IqClaim.of(IqType.GET, "urn:b", "q"), handler)),
                        "a bean"))
                .isInstanceOf(IqClaimConflictException.class);

        dispatch(request("get", "urn:a", "q"));
        assertThat(error(0).condition()).isEqualTo(StanzaErrorCondition.SERVICE_UNAVAILABLE);
    }

    @Test
    @Tag("IQ-25")
    void unknownNamespaceIsServiceUnavailable() {
        dispatch(request("get", "urn:unheard", "q"));

        assertThat(error(0)).isEqualTo(StanzaError.of(StanzaErrorCondition.SERVICE_UNAVAILABLE));
        assertThat(error(0).type()).isEqualTo(StanzaErrorType.CANCEL);
    }

    @Test
    @Tag("IQ-25")
    void unknownNamespaceIsAnsweredAsConfigured() {
        IqRouter other = new IqRouter(new RouterSettings(false, Set.of(), RouterSettings.NO_HANDLER), statistics);

        other.dispatch(request("get", "urn:unheard", "q"), (answer, dropped) -> sent.add(answer), CLIENT);

        assertThat(error(0).condition()).isEqualTo(StanzaErrorCondition.FEATURE_NOT_IMPLEMENTED);
        assertThat(error(0).text()).contains("No handlers registered for this request.");
    }

    @ParameterizedTest
    @Tag("IQ-25")
    @CsvSource({"get, other", "set, q", "set, other"})
    void knownNamespaceButNotThisIsFeatureNotImplemented(String type, String element) {
        register(IqClaim.of(IqType.GET, "urn:a", "q"), "handler");

        dispatch(request(type, "urn:a", element));

        assertThat(error(0)).isEqualTo(StanzaError.of(StanzaErrorCondition.FEATURE_NOT_IMPLEMENTED));
        assertThat(handled).isEmpty();
    }

    @ParameterizedTest
    @Tag("IQ-25")
    @ValueSource(
            strings = {
                "<iq xmlns='jabber:client' type='get' id='1' from='peer@far.example/x'/>",
                "<iq xmlns='jabber:client' type='tell' id='1' from='peer@far.example/x'><q xmlns='urn:a'/></iq>",
                "<iq xmlns='jabber:client' type='set' id='1' from='peer@far.example/x'><q xmlns='urn:a'/><q xmlns='urn:a'/></iq>"
            })
    void malformedRequestIsBadRequest(String xml) {
        register(new IqClaim(Set.of(IqType.GET, IqType.SET), null, null), "everything");

        dispatch((ReceivedIq) StanzaReader.read(XmlElement.parse(xml), ContentNamespaces.CLIENT, null));

        assertThat(handled).isEmpty();
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).id()).isEqualTo("1");
        assertThat(sent.get(0).to()).contains(PEER);
        assertThat(sent.get(0).from()).isEmpty();
        assertThat(error(0)).isEqualTo(StanzaError.of(StanzaErrorCondition.BAD_REQUEST));
        assertThat(error(0).type()).isEqualTo(StanzaErrorType.MODIFY);
        assertThat(statistics.snapshot().malformedReceived()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-25")
    void requestWithoutIdIsCountedAndNotAnswered() {
        dispatch(new ReceivedIq.Malformed("it has no id", null));

        assertThat(sent).isEmpty();
        assertThat(statistics.snapshot().malformedReceived()).isEqualTo(1);
    }

    @Test
    @Tag("IQ-25")
    void resultsAndErrorsAreNeverAnswered() {
        dispatch(new ReceivedIq.Response(Iq.result("1").from(PEER).build()));
        dispatch(new ReceivedIq.Response(Iq.error("2", StanzaError.of(StanzaErrorCondition.GONE))
                .from(PEER)
                .build()));

        assertThat(sent).isEmpty();
    }

    @Test
    @Tag("IQ-29")
    void handlerThatThrowsIsAnsweredForAndTellsNothing() {
        router.register(
                IqClaim.of(IqType.GET, "urn:a", "q"),
                exchange -> {
                    throw new IllegalStateException("deliberate, for this test: secret");
                },
                "thrower");

        dispatch(request("get", "urn:a", "q"));

        assertThat(error(0)).isEqualTo(StanzaError.of(StanzaErrorCondition.INTERNAL_SERVER_ERROR));
    }

    @Test
    @Tag("IQ-29")
    void handlerThatAnswersAndThrowsHasAnswered() {
        router.register(
                IqClaim.of(IqType.GET, "urn:a", "q"),
                exchange -> {
                    exchange.answer(exchange.request().reply());
                    throw new AssertionError("deliberate, for this test");
                },
                "thrower");

        dispatch(request("get", "urn:a", "q"));

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).type()).isEqualTo(IqType.RESULT);
        assertThat(statistics.snapshot().secondAnswersRefused()).isZero();
    }

    @Test
    @Tag("IQ-28")
    void malformedRequestToAComponentIsAnsweredFromWhereItWent() {
        Jid asked = Jid.of("clock@bot.home.example");
        AnswerSink sink = (answer, dropped) -> sent.add(answer);
        router.dispatch(
                new ReceivedIq.Malformed("no payload", new ReceivedIq.ReturnAddress("7", PEER, asked)),
                sink,
                COMPONENT);
        router.dispatch(
                new ReceivedIq.Malformed("bad 'to'", new ReceivedIq.ReturnAddress("8", PEER, null)), sink, COMPONENT);

        assertThat(sent).extracting(answer -> answer.from().orElseThrow()).containsExactly(asked, COMPONENT.self());
        assertThat(sent).allMatch(answer -> answer.to().orElseThrow().equals(PEER));
    }

    @Test
    @Tag("IQ-20")
    void requestsOfManyPeersMayShareOneId() {
        List<IqExchange> taken = new ArrayList<>();
        router.register(IqClaim.of(IqType.GET, "urn:a", "query"), taken::add, "taker");
        for (int i = 0; i < 50; i++) {
            Iq request = Iq.get()
                    .from(Jid.of("p" + i + "@far.example"))
                    .id("1")
                    .query("urn:a")
                    .build();
            dispatch(new ReceivedIq.Request(request));
        }

        taken.forEach(exchange -> exchange.answer(exchange.request().reply()));

        assertThat(sent).extracting(Iq::to).doesNotHaveDuplicates().hasSize(50);
    }

    private Registration register(IqClaim claim, String owner) {
        return router.register(claim, exchange -> handled.add(owner), owner);
    }

    private void dispatch(ReceivedIq received) {
        router.dispatch(received, (answer, dropped) -> sent.add(answer), CLIENT);
    }

    private StanzaError error(int index) {
        assertThat(sent).hasSizeGreaterThan(index);
        return sent.get(index).error();
    }

    private static ReceivedIq.Request request(String type, String namespace, String element) {
        Iq.Builder builder = type.equals("get") ? Iq.get() : Iq.set();
        return new ReceivedIq.Request(builder.from(PEER)
                .id("7")
                .payload(XmlElement.named(namespace, element).build())
                .build());
    }
}
