package org.xmppra.core.iq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmlElement;
import org.xmppra.core.stanza.ContentNamespaces;
import org.xmppra.core.stanza.StanzaReader;
import org.xmppra.core.stanza.StanzaWriter;

/** From an element of the stream to what happens with it. */
class IqDispatcherTest {
    private static final SessionIdentity SELF = SessionIdentity.client(Jid.of("me@home.example/desk"));
    private static final Jid PEER = Jid.of("peer@far.example/x");

    private final IqStatistics statistics = new IqStatistics();
    private final PendingIqs pending = new PendingIqs(SELF, new FakeTimer(), statistics);
    private final IqRouter router = new IqRouter(RouterSettings.client(), statistics);
    private final IqDispatcher dispatcher = new IqDispatcher(pending, router, statistics, LockSupport::unpark);
    private final List<Iq> sent = new ArrayList<>();
    private final List<RequestOutcome> outcomes = new ArrayList<>();

    @Test
    @Tag("IQ-38")
    void messagesAndPresenceAreCountedAndDropped() {
        assertThat(receive("<message xmlns='jabber:client'><body>hi</body></message>"))
                .isTrue();
        assertThat(receive("<presence xmlns='jabber:client' type='subscribe' from='peer@far.example'/>"))
                .isTrue();
        assertThat(receive("<presence xmlns='jabber:client'/>")).isTrue();

        assertThat(sent).isEmpty();
        assertThat(statistics.snapshot().messagesDropped()).isEqualTo(1);
        assertThat(statistics.snapshot().presenceDropped()).isEqualTo(2);
    }

    @Test
    void elementThatIsNoStanzaIsLeftToTheStream() {
        assertThat(receive("<r xmlns='urn:xmpp:sm:3'/>")).isFalse();
    }

    @Test
    @Tag("IQ-19")
    void peersRequestWithAPendingIdIsARequest() {
        Iq asked = Iq.get(PEER).query("urn:x").build();
        pending.register(asked, Duration.ofSeconds(1), outcomes::add);

        receive("<iq xmlns='jabber:client' type='get' id='" + asked.id() + "' from='" + PEER
                + "'><ping xmlns='urn:xmpp:ping'/></iq>");

        assertThat(outcomes).isEmpty();
        assertThat(sent).containsExactly(Iq.result(asked.id()).to(PEER).build());
        receive("<iq xmlns='jabber:client' type='result' id='" + asked.id() + "' from='" + PEER + "'/>");
        assertThat(outcomes).hasSize(1);
    }

    @Test
    @Tag("IQ-19")
    void requestToOneselfIsAnsweredByOneself() {
        router.register(
                new IqClaim(Set.of(IqType.GET), "urn:self", null),
                exchange -> exchange.answer(exchange.request().reply("<me xmlns='urn:self'/>")),
                "self");
        Iq asked = Iq.get(SELF.self()).query("urn:self").build();
        pending.register(asked, Duration.ofSeconds(1), outcomes::add);

        receive(routed(asked));
        assertThat(outcomes).as("the request itself is no response").isEmpty();
        receive(routed(sent.remove(0)));

        assertThat(outcomes).hasSize(1);
        Iq answer = ((RequestOutcome.Answered) outcomes.get(0)).response();
        assertThat(answer.payload().name()).isEqualTo("me");
        assertThat(sent).isEmpty();
    }

    @Test
    @Tag("IQ-8")
    @Timeout(20)
    void callerWhoHasTheAnswerIsHandedOverAndNotWokenYet() throws Exception {
        List<Thread> answered = new ArrayList<>();
        PendingIqs real = new PendingIqs(SELF, new NoTimer(), statistics);
        IqDispatcher later = new IqDispatcher(real, router, statistics, answered::add);
        CompletableFuture<OutgoingRequest> asked = new CompletableFuture<>();
        CompletableFuture<Iq> result = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                result.complete(real.awaitResponse(
                        Iq.get(PEER).query("urn:x").build(), Duration.ofMinutes(5), asked::complete));
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        caller.start();
        String id = asked.get().request().id();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);

        later.receive(
                StanzaReader.read(XmlElement.parse(response(id)), ContentNamespaces.CLIENT, null),
                (answer, dropped) -> sent.add(answer),
                SELF);

        assertThat(answered).containsExactly(caller);
        assertThat(real.size()).isZero();
        assertThat(caller.getState()).isEqualTo(Thread.State.TIMED_WAITING);
        LockSupport.unpark(caller);
        assertThat(result.get().id()).isEqualTo(id);
    }

    private static String response(String id) {
        return "<iq xmlns='jabber:client' type='result' id='" + id + "' from='" + PEER + "'/>";
    }

    @Test
    @Tag("IQ-22")
    void lateResponseTriggersNoReply() {
        receive("<iq xmlns='jabber:client' type='error' id='gone' from='" + PEER + "'/>");
        receive("<iq xmlns='jabber:client' type='result' id='gone' from='" + PEER + "'><a xmlns='urn:a'/></iq>");

        assertThat(sent).isEmpty();
        assertThat(statistics.snapshot().lateResponses()).isEqualTo(2);
    }

    @Test
    @Tag("IQ-25")
    void malformedRequestIsAnsweredAndMalformedResponseIsNot() {
        receive("<iq xmlns='jabber:client' type='get' id='1' from='" + PEER + "'/>");
        receive("<iq xmlns='jabber:client' type='result' from='" + PEER + "'/>");

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).error().condition()).isEqualTo(StanzaErrorCondition.BAD_REQUEST);
        assertThat(statistics.snapshot().malformedReceived()).isEqualTo(2);
    }

    @Test
    @Tag("IQ-25")
    void payloadWithoutNamespaceIsOfAnUnknownOne() {
        router.register(new IqClaim(Set.of(IqType.SET), null, null), exchange -> {}, "every set");

        receive("<iq xmlns='jabber:client' type='get' id='1' from='" + PEER + "'><q xmlns=''/></iq>");

        assertThat(sent.get(0).error().condition()).isEqualTo(StanzaErrorCondition.SERVICE_UNAVAILABLE);
    }

    private boolean receive(String xml) {
        return dispatcher.receive(
                StanzaReader.read(XmlElement.parse(xml), ContentNamespaces.CLIENT, null),
                (answer, dropped) -> sent.add(answer),
                SELF);
    }

    /** What the server makes of a stanza to ourselves: it stamps the sender. */
    private static String routed(Iq iq) {
        Iq stamped = iq.toBuilder().from(SELF.self()).build();
        return new String(StanzaWriter.write(stamped, ContentNamespaces.CLIENT), StandardCharsets.UTF_8)
                .replaceFirst("<iq ", "<iq xmlns='jabber:client' ");
    }
}
