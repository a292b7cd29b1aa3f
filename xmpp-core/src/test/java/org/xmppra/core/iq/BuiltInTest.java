package org.xmppra.core.iq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmlElement;
import org.xmppra.core.stanza.ReceivedIq;

@Tag("IQ-32")
class BuiltInTest {
    private static final SessionIdentity CLIENT = SessionIdentity.client(Jid.of("me@home.example/desk"));
    private static final String INFO = "http://jabber.org/protocol/disco#info";

    private final IqRouter router = new IqRouter(RouterSettings.client(), new IqStatistics());

    @Test
    void pingIsAnsweredEmpty() {
        Iq answer = ask(router, "<ping xmlns='urn:xmpp:ping'/>");

        assertThat(answer.type()).isEqualTo(IqType.RESULT);
        assertThat(answer.hasPayload()).isFalse();
    }

    @Test
    void versionTellsNameAndVersion() {
        XmlElement version = ask(router, "<query xmlns='jabber:iq:version'/>").payload();

        assertThat(version.child("name").orElseThrow().text()).isEqualTo("xmpp-ra");
        assertThat(version.child("version").orElseThrow().text()).isNotBlank();
    }

    @Test
    void itemsAreNone() {
        Iq answer = ask(router, "<query xmlns='http://jabber.org/protocol/disco#items'/>");

        assertThat(answer.payload())
                .isEqualTo(XmlElement.parse("<query xmlns='http://jabber.org/protocol/disco#items'/>"));
    }

    @Test
    void unknownNodeIsItemNotFound() {
        assertThat(ask(router, "<query xmlns='http://jabber.org/protocol/disco#items' node='x'/>")
                        .error()
                        .condition())
                .isEqualTo(StanzaErrorCondition.ITEM_NOT_FOUND);
        assertThat(ask(router, "<query xmlns='" + INFO + "' node='x'/>").error().condition())
                .isEqualTo(StanzaErrorCondition.ITEM_NOT_FOUND);
    }

    @Test
    void infoOfAClientIsABot() {
        XmlElement identity = info(router).child("identity").orElseThrow();

        assertThat(identity.attribute("category")).contains("client");
        assertThat(identity.attribute("type")).contains("bot");
    }

    @Test
    void infoOfAComponentIsGenericAndWithoutCapabilities() {
        IqRouter component = new IqRouter(RouterSettings.forComponent(), new IqStatistics());
        XmlElement identity = info(component).child("identity").orElseThrow();

        assertThat(identity.attribute("category")).contains("component");
        assertThat(identity.attribute("type")).contains("generic");
        assertThat(component.capabilities()).isEmpty();
        assertThat(component.features()).contains("urn:xmpp:ping").doesNotContain("http://jabber.org/protocol/caps");
    }

    @Test
    @Tag("IQ-33")
    void featuresFollowTheHandlers() {
        List<String> before = router.features();
        assertThat(before)
                .containsExactly(
                        "http://jabber.org/protocol/caps",
                        INFO,
                        "http://jabber.org/protocol/disco#items",
                        "jabber:iq:version",
                        "urn:xmpp:ping");
        XmlElement capabilities = router.capabilities().orElseThrow();
        List<List<String>> seen = new ArrayList<>();
        router.addChangeListener(() -> seen.add(router.features()));

        Registration get = router.register(IqClaim.of(IqType.GET, "urn:a", "q"), exchange -> {}, "get");
        Registration set = router.register(IqClaim.of(IqType.SET, "urn:a", "q"), exchange -> {}, "set");
        assertThat(features(router))
                .isEqualTo(router.features())
                .contains("urn:a")
                .doesNotHaveDuplicates();
        assertThat(router.capabilities().orElseThrow()).isNotEqualTo(capabilities);
        get.close();
        assertThat(router.features()).contains("urn:a");
        set.close();
        set.close();

        assertThat(router.features()).isEqualTo(before);
        assertThat(router.capabilities()).contains(capabilities);
        assertThat(seen).hasSize(4);
        assertThat(seen.get(0)).contains("urn:a");
        assertThat(seen.get(3)).isEqualTo(before);
    }

    @Test
    @Tag("IQ-33")
    void capabilitiesHashWhatTheirNodeAnswers() {
        router.register(IqClaim.of(IqType.GET, "urn:a", "q"), exchange -> {}, "handler");
        XmlElement capabilities = router.capabilities().orElseThrow();
        String hash = capabilities.attribute("ver").orElseThrow();
        String node = capabilities.attribute("node").orElseThrow() + "#" + hash;

        XmlElement answer =
                ask(router, "<query xmlns='" + INFO + "' node='" + node + "'/>").payload();

        assertThat(capabilities.attribute("hash")).contains("sha-1");
        assertThat(answer.attribute("node")).contains(node);
        assertThat(CapsHash.of(answer)).isEqualTo(hash);
        assertThat(CapsHash.of(info(router))).isEqualTo(hash);
    }

    @ParameterizedTest
    @EnumSource
    void setOrOtherElementIsFeatureNotImplemented(BuiltIn builtIn) {
        assertThat(ask(router, "<other xmlns='" + builtIn.namespace() + "'/>")
                        .error()
                        .condition())
                .isEqualTo(StanzaErrorCondition.FEATURE_NOT_IMPLEMENTED);
        String element = builtIn == BuiltIn.PING ? "ping" : "query";
        Iq set = Iq.set()
                .payload("<" + element + " xmlns='" + builtIn.namespace() + "'/>")
                .build();
        assertThat(ask(router, set).error().condition()).isEqualTo(StanzaErrorCondition.FEATURE_NOT_IMPLEMENTED);
    }

    @ParameterizedTest
    @EnumSource
    void eachCanBeSwitchedOff(BuiltIn builtIn) {
        Set<BuiltIn> others = new HashSet<>(Set.of(BuiltIn.values()));
        others.remove(builtIn);
        IqRouter without =
                new IqRouter(new RouterSettings(false, others, RouterSettings.SERVICE_UNAVAILABLE), new IqStatistics());

        String element = builtIn == BuiltIn.PING ? "ping" : "query";
        assertThat(ask(without, "<" + element + " xmlns='" + builtIn.namespace() + "'/>")
                        .error()
                        .condition())
                .isEqualTo(StanzaErrorCondition.SERVICE_UNAVAILABLE);
        assertThat(without.features()).doesNotContain(builtIn.namespace());
        assertThat(without.capabilities().isPresent()).isEqualTo(builtIn != BuiltIn.DISCO_INFO);
    }

    @ParameterizedTest
    @EnumSource
    void eachIsReplacedByAClaim(BuiltIn builtIn) {
        XmlElement own = XmlElement.parse("<own xmlns='urn:own'/>");
        router.register(
                new IqClaim(Set.of(IqType.GET), builtIn.namespace(), null),
                exchange -> exchange.answer(exchange.request().reply(own)),
                "own");

        String element = builtIn == BuiltIn.PING ? "ping" : "query";
        assertThat(ask(router, "<" + element + " xmlns='" + builtIn.namespace() + "'/>")
                        .payload())
                .isEqualTo(own);
    }

    @Test
    void infoThatAHandlerAnswersIsNotHashed() {
        router.register(IqClaim.of(IqType.GET, INFO, "query"), exchange -> {}, "own");

        assertThat(router.capabilities()).isEmpty();
    }

    private static List<String> features(IqRouter router) {
        return info(router).children().stream()
                .filter(child -> child.name().equals("feature"))
                .map(child -> child.attribute("var").orElseThrow())
                .toList();
    }

    private static XmlElement info(IqRouter router) {
        return ask(router, "<query xmlns='" + INFO + "'/>").payload();
    }

    private static Iq ask(IqRouter router, String payload) {
        return ask(router, Iq.get().payload(payload).build());
    }

    private static Iq ask(IqRouter router, Iq request) {
        List<Iq> sent = new ArrayList<>();
        router.dispatch(new ReceivedIq.Request(request), (answer, dropped) -> sent.add(answer), CLIENT);
        assertThat(sent).hasSize(1);
        return sent.get(0);
    }
}
