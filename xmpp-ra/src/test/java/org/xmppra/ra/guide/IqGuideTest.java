package org.xmppra.ra.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.IqCallbackHandle;
import org.xmppra.IqErrorException;
import org.xmppra.IqReply;
import org.xmppra.IqTimeoutException;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionException;
import org.xmppra.XmppConnectionFactory;
import org.xmppra.XmppException;
import org.xmppra.ra.container.ServerTest;
import org.xmppra.ra.container.StubComponent;

/** The examples of docs/iq.md and README do what the pages say. */
class IqGuideTest extends ServerTest {
    private static final Jid SERVER_JID = Jid.of("localhost");
    private static final String DISCO = "http://jabber.org/protocol/disco#info";

    private final List<String> log = new CopyOnWriteArrayList<>();
    private StubComponent component;
    private XmppConnectionFactory xmpp;
    private XmppConnection connection;
    private boolean frozen;

    @BeforeEach
    void enterComponent() throws Exception {
        component = StubComponent.enter("shop");
        xmpp = alice();
        connection = xmpp.getConnection();
    }

    @AfterEach
    void leaveComponent() {
        if (frozen) {
            SERVER.disconnect(BOT);
        }
        connection.close();
        component.close();
    }

    private static Iq disco(Jid peer) {
        return Iq.get(peer).query(DISCO).build();
    }

    /** A peer that never answers. */
    private Jid silence() throws Exception {
        container.deploy(new CustomXepEndpoint(), spec -> {});
        awaitBot();
        SERVER.freeze(BOT);
        frozen = true;
        return BOT;
    }

    @Test
    @Tag("IQ-1")
    void queryIsOneExpression() {
        // tag::get[]
        Iq request = Iq.get(Jid.of("user@example.com"))
                .query("http://jabber.org/protocol/disco#info")
                .build();
        // end::get[]
        assertThat(request.type()).isEqualTo(IqType.GET);
        assertThat(request.id()).isNotEmpty();
        assertThat(request.payload().toXml()).isEqualTo("<query xmlns='" + DISCO + "'/>");
    }

    @Test
    @Tag("IQ-2")
    @Tag("IQ-3")
    @Tag("IQ-4")
    @Tag("IQ-5")
    void everyKindOfIqIsOneExpression() {
        Jid peer = Jid.of("user@example.com");
        // tag::make[]
        Iq set = Iq.set(peer).payload(CustomXep.greeting("good morning")).build();
        Iq raw = Iq.set(peer).payload("<query xmlns='custom-xep'/>").build();
        Iq result = set.reply(CustomXep.greeting("good evening"));
        Iq empty = set.reply();
        Iq error = set.errorReply(StanzaError.of(StanzaErrorCondition.ITEM_NOT_FOUND)
                .withText("No such greeting")
                .withRequestEchoed());
        Iq other = set.toBuilder().query("urn:example:other").build();
        // end::make[]
        assertThat(raw.payload().is("custom-xep", "query")).isTrue();
        assertThat(List.of(result.id(), empty.id(), error.id())).containsOnly(set.id());
        assertThat(result.payload().as(CustomXep.class).greeting).isEqualTo("good evening");
        assertThat(empty.hasPayload()).isFalse();
        assertThat(error.error().condition()).isEqualTo(StanzaErrorCondition.ITEM_NOT_FOUND);
        assertThat(error.payload()).isEqualTo(set.payload());
        assertThat(other.type()).isEqualTo(IqType.SET);
        assertThat(other.children()).singleElement().matches(child -> child.is("urn:example:other", "query"));
    }

    @Test
    @Tag("IQ-8")
    @Tag("IQ-9")
    void sendReturnsTheResult() throws Exception {
        Iq request = disco(SERVER_JID);
        // tag::send[]
        Iq result = connection.send(request);
        // end::send[]
        assertThat(result.type()).isEqualTo(IqType.RESULT);
        assertThat(sendPatiently(disco(SERVER_JID)).type()).isEqualTo(IqType.RESULT);
    }

    private Iq sendPatiently(Iq request) throws XmppException {
        // tag::timeout[]
        Iq result = connection.send(request, Duration.ofSeconds(60));
        // end::timeout[]
        return result;
    }

    @Test
    @Tag("IQ-13")
    void resultErrorAndSilenceAreToldApart() throws Exception {
        connection.close();
        connection = container
                .connectionFactory(properties -> {
                    asAlice(properties);
                    properties.setRequestTimeoutMillis(200);
                })
                .getConnection();
        ask(disco(SERVER_JID));
        ask(Iq.get(SERVER_JID).query("urn:example:unknown").build());
        ask(disco(silence()));
        assertThat(log).containsExactly("result", "service-unavailable", "no answer from " + BOT);
    }

    private void ask(Iq request) throws XmppException {
        // tag::outcomes[]
        try {
            Iq result = connection.send(request);
            log.add(result.type().toString());
        } catch (IqErrorException e) {
            Iq response = e.response();
            log.add(response.error().conditionName());
        } catch (IqTimeoutException e) {
            log.add("no answer from " + e.request().to().orElseThrow());
        }
        // end::outcomes[]
    }

    @Test
    @Tag("IQ-13")
    void everyFailureIsAnXmppException() {
        Iq request = Iq.get(SERVER_JID).query("urn:example:unknown").build();
        // tag::any[]
        try {
            Iq result = connection.send(request);
            log.add(result.type().toString());
        } catch (XmppException e) {
            log.add("no result: " + e.getMessage());
        }
        // end::any[]
        assertThat(log).singleElement().asString().startsWith("no result: ");
    }

    @Test
    @Tag("IQ-13")
    void lostGetIsRepeatedOnANewConnection() throws Exception {
        SERVER.disconnect(connection.jid());
        assertThat(repeat(disco(SERVER_JID)).type()).isEqualTo(IqType.RESULT);
    }

    private Iq repeat(Iq request) throws XmppException {
        // tag::repeat[]
        try {
            return connection.send(request);
        } catch (XmppConnectionException lost) {
            boolean harmless = request.type() == IqType.GET || lost.deliveryStatus() == DeliveryStatus.NOT_SENT;
            if (!harmless) {
                throw lost;
            }
            try (XmppConnection fresh = xmpp.getConnection()) {
                return fresh.send(request);
            }
        }
        // end::repeat[]
    }

    @Test
    @Tag("IQ-10")
    void stageHasTheResult() throws Exception {
        Iq request = disco(SERVER_JID);
        // tag::stage[]
        CompletionStage<String> features = connection
                .sendAsync(request)
                .thenApply(result -> result.payload().toXml());
        // end::stage[]
        assertThat(features.toCompletableFuture().get(10, TimeUnit.SECONDS)).contains(DISCO);
    }

    @Test
    @Tag("IQ-10")
    void manyAreAskedAtOnce() throws Exception {
        List<Jid> peers = List.of(SERVER_JID, SERVER_JID, SERVER_JID);
        // tag::many[]
        List<Iq> requests = peers.stream()
                .map(peer -> Iq.get(peer)
                        .query("http://jabber.org/protocol/disco#info")
                        .build())
                .toList();
        List<CompletionStage<Iq>> answers = connection.sendAsync(requests);
        // end::many[]
        for (CompletionStage<Iq> answer : answers) {
            assertThat(answer.toCompletableFuture()
                            .get(10, TimeUnit.SECONDS)
                            .payload()
                            .toXml())
                    .contains(DISCO);
        }
        assertThat(answers).hasSize(3);
    }

    @Test
    @Tag("IQ-11")
    void callbackIsCalledUnlessItIsGivenUp() throws Exception {
        connection.send(disco(SERVER_JID), this::answered, this::unanswered, null);
        await().until(() -> !log.isEmpty());
        assertThat(log).containsExactly("result");
        Iq request = disco(silence());
        // tag::callback[]
        IqCallbackHandle handle = connection.send(request, this::answered, this::unanswered, null);

        // … later, when nobody needs the answer any more
        boolean givenUp = handle.cancel();
        // end::callback[]
        assertThat(givenUp).isTrue();
        assertThat(handle.cancel()).isFalse();
        assertThat(log).hasSize(1);
    }

    // tag::callbacks[]
    private void answered(Iq response) {
        log.add(response.type().toString()); // result or error
    }

    private void unanswered(Iq request, XmppException why) {
        log.add(request.id() + ": " + why.getMessage()); // IqTimeoutException, XmppConnectionException
    }
    // end::callbacks[]

    @Test
    @Tag("IQ-34")
    void payloadHasManyForms() throws Exception {
        Iq result = connection.send(disco(SERVER_JID));
        // tag::forms[]
        String xml = result.payload().toXml();
        Element dom = result.payload().as(Element.class);
        String first = result.payload()
                .child("feature")
                .flatMap(f -> f.attribute("var"))
                .orElse("none");
        // end::forms[]
        assertThat(xml).contains(first).doesNotContain("'none'");
        assertThat(dom.getNamespaceURI()).isEqualTo(DISCO);
    }

    @Test
    @Tag("IQ-24")
    @Tag("IQ-26")
    void listenerTakesBothTypes() throws Exception {
        container.deploy(new CustomXepListener(), spec -> spec.setNamespace(CustomXep.NAMESPACE));
        awaitBot();
        assertThat(connection.get(BOT, new CustomXep(), CustomXep.class).greeting)
                .isEqualTo("hello");
        assertThat(connection
                        .send(Iq.set(BOT).payload(CustomXep.greeting("bonjour")).build())
                        .hasPayload())
                .isFalse();
    }

    @Test
    @Tag("IQ-24")
    @Tag("IQ-26")
    @Tag("IQ-34")
    void annotatedMethodsTakeOneTypeEach() throws Exception {
        container.deploy(new CustomXepEndpoint(), spec -> {});
        awaitBot();
        Jid bot = BOT;
        // tag::bound[]
        CustomXep answer = connection.get(bot, new CustomXep(), CustomXep.class);
        // end::bound[]
        assertThat(answer.greeting).isEqualTo("hello alice@localhost");
        assertThat(connection
                        .send(Iq.set(BOT).payload(CustomXep.greeting("bonjour")).build())
                        .hasPayload())
                .isFalse();
        Iq incomplete = Iq.set(BOT).payload(new CustomXep()).build();
        assertThatThrownBy(() -> connection.send(incomplete))
                .isInstanceOfSatisfying(
                        IqErrorException.class,
                        error -> assertThat(error.error().text()).contains("A greeting needs a text"));
    }

    @Test
    @Tag("IQ-26")
    void stageIsAnsweredWhenItCompletes() throws Exception {
        SlowEndpoint bean = new SlowEndpoint();
        bean.executor = component.executor();
        container.deploy(bean, spec -> {});
        awaitBot();
        assertThat(connection.get(BOT, new CustomXep(), CustomXep.class).greeting)
                .isEqualTo("at last");
    }

    @Test
    @Tag("IQ-27")
    void replyHandleIsAnsweredByAnother() throws Exception {
        Clerks clerks = new Clerks();
        FrontDesk bean = new FrontDesk();
        bean.clerks = clerks;
        container.deploy(bean, spec -> {});
        awaitBot();
        CompletionStage<Iq> asked =
                connection.sendAsync(Iq.get(BOT).payload(new CustomXep()).build());
        // tag::handle[]
        IqReply visitor = clerks.next();
        boolean inTime = visitor.answer(CustomXep.greeting("your turn"));
        // end::handle[]
        assertThat(inTime).isTrue();
        Iq result = asked.toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(result.payload().as(CustomXep.class).greeting).isEqualTo("your turn");
    }

    @Test
    @Tag("IQ-34")
    void readmesBeansUnderstandEachOther() throws Exception {
        container.deploy(new Clock(), spec -> {});
        awaitBot();
        Directory directory = new Directory();
        directory.xmpp = xmpp;
        assertThat(directory.timeAt(BOT).utc).startsWith("20");
    }
}
