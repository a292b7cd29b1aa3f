package org.xmppra.core.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.StanzaErrorType;
import org.xmppra.XmlElement;
import org.xmppra.core.stanza.ReceivedIq.Malformed;
import org.xmppra.core.stanza.ReceivedIq.Request;
import org.xmppra.core.stanza.ReceivedIq.Response;
import org.xmppra.core.stanza.ReceivedIq.ReturnAddress;

class StanzaReaderTest {
    private static final Jid ROMEO = Jid.of("romeo@montague.example/orchard");
    private static final Jid JULIET = Jid.of("juliet@capulet.example/balcony");

    @Test
    void getKeepsHeadAndPayload() {
        Iq iq = request("<iq type='get' id='a&amp;b' from='ROMEO@Montague.example/orchard' "
                + "to='juliet@capulet.example/balcony' xml:lang='it'> <q xmlns='urn:x'>1</q> </iq>");

        assertThat(iq.type()).isEqualTo(IqType.GET);
        assertThat(iq.id()).isEqualTo("a&b");
        assertThat(iq.from()).contains(ROMEO);
        assertThat(iq.to()).contains(JULIET);
        assertThat(iq.language()).contains("it");
        assertThat(iq.payload()).isEqualTo(XmlElement.parse("<q xmlns='urn:x'>1</q>"));
    }

    @Test
    void setOfTheOwnServerHasNoAddresses() {
        Iq iq = request("<iq type='set' id='1'><q xmlns='urn:x'/></iq>");

        assertThat(iq.type()).isEqualTo(IqType.SET);
        assertThat(iq.from()).isEmpty();
        assertThat(iq.to()).isEmpty();
    }

    @Test
    void emptyResultIsAResponse() {
        Iq iq = response("<iq type='result' id='1' from='capulet.example'/>");

        assertThat(iq.type()).isEqualTo(IqType.RESULT);
        assertThat(iq.hasPayload()).isFalse();
    }

    @Test
    @Tag("IQ-5")
    void resultWithSeveralChildrenIsAResponseWhosePayloadThrows() {
        Iq iq = response("<iq type='result' id='1'><a xmlns='urn:a'/><b xmlns='urn:b'/></iq>");

        assertThat(iq.children()).hasSize(2);
        assertThatThrownBy(iq::payload).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void errorKeepsTheEchoedPayloadApartFromTheError() {
        Iq iq = response("<iq type='error' id='1'><q xmlns='urn:x'/><error type='cancel'>"
                + "<gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");

        assertThat(iq.payload()).isEqualTo(XmlElement.parse("<q xmlns='urn:x'/>"));
        assertThat(iq.error().condition()).isEqualTo(StanzaErrorCondition.GONE);
    }

    @Test
    @Tag("IQ-31")
    void echoedPayloadThatIsCalledErrorDoesNotHideTheError() {
        Iq iq = response("<iq type='error' id='1'><error type='wait'/><error type='cancel'>"
                + "<gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");

        assertThat(iq.error().condition()).isEqualTo(StanzaErrorCondition.GONE);
        assertThat(iq.payload().attribute("type")).contains("wait");
    }

    @Test
    @Tag("IQ-25")
    void missingIdCannotBeAnswered() {
        assertThat(malformed("<iq type='get' from='romeo@montague.example/orchard'><q xmlns='urn:x'/></iq>")
                        .answerTo())
                .isEmpty();
        assertThat(malformed("<iq type='get' id='' from='romeo@montague.example/orchard'><q xmlns='urn:x'/></iq>")
                        .answerTo())
                .isEmpty();
    }

    @ParameterizedTest
    @Tag("IQ-25")
    @ValueSource(
            strings = {
                "<iq type='get' id='1' from='romeo@montague.example/orchard' to='juliet@capulet.example/balcony'/>",
                "<iq type='set' id='1' from='romeo@montague.example/orchard' to='juliet@capulet.example/balcony'>x</iq>",
                "<iq type='get' id='1' from='romeo@montague.example/orchard' to='juliet@capulet.example/balcony'>"
                        + "<a xmlns='urn:a'/><b xmlns='urn:b'/></iq>",
                "<iq type='GET' id='1' from='romeo@montague.example/orchard' to='juliet@capulet.example/balcony'>"
                        + "<a xmlns='urn:a'/></iq>",
                "<iq id='1' from='romeo@montague.example/orchard' to='juliet@capulet.example/balcony'>"
                        + "<a xmlns='urn:a'/></iq>"
            })
    void requestThatBreaksTheRulesTellsWhereItsAnswerGoes(String xml) {
        assertThat(malformed(xml).answerTo()).contains(new ReturnAddress("1", ROMEO, JULIET));
    }

    @Test
    @Tag("IQ-25")
    void malformedToIsAnsweredWithoutIt() {
        assertThat(malformed("<iq type='get' id='1' from='romeo@montague.example/orchard' to='@x'>"
                                + "<a xmlns='urn:a'/></iq>")
                        .answerTo())
                .contains(new ReturnAddress("1", ROMEO, null));
    }

    @ParameterizedTest
    @Tag("IQ-25")
    @ValueSource(
            strings = {
                "<iq type='get' id='1' from='@x'><a xmlns='urn:a'/></iq>",
                "<iq type='result' id='1' from='@x'/>",
                "<iq type='error' id='1' from='romeo@montague.example' to='@x'/>",
                "<iq type='result' from='romeo@montague.example'/>"
            })
    void noAnswerGoesToNobodyOrToAResponse(String xml) {
        assertThat(malformed(xml).answerTo()).isEmpty();
    }

    @Test
    void reasonNeverRepeatsThePayload() {
        assertThat(malformed("<iq type='get' id='1'><a xmlns='urn:a'>secret</a><b xmlns='urn:b'/></iq>")
                        .toString())
                .doesNotContain("secret");
    }

    @Test
    @Tag("IQ-38")
    void messagesAndPresenceAreToldApart() {
        assertThat(read("<message><body>hi</body></message>")).isInstanceOf(Received.Message.class);
        assertThat(read("<presence type='subscribe'/>")).isInstanceOf(Received.Presence.class);
    }

    @Test
    void elementsOfOtherNamespacesAreNoStanzas() {
        XmlElement component = XmlElement.parse("<iq xmlns='jabber:component:accept' type='get' id='1'/>");

        assertThat(StanzaReader.read(component, ContentNamespaces.CLIENT, null)).isInstanceOf(Received.Other.class);
        assertThat(StanzaReader.read(component, ContentNamespaces.COMPONENT, null))
                .isInstanceOf(Malformed.class);
        assertThat(read("<r xmlns='urn:xmpp:sm:3'/>")).isInstanceOf(Received.Other.class);
        assertThat(read("<unheard-of/>")).isInstanceOf(Received.Other.class);
    }

    @Test
    @Tag("IQ-31")
    void errorTellsTypeTextLanguageConditionAndWhoSaysSo() {
        Iq iq = error("<error by='capulet.example' type='wait'>"
                + "<conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
                + "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas' xml:lang='it'>Ahimè</text>"
                + "<too-many xmlns='urn:app' of='9'/></error>");

        assertThat(iq.error().condition()).isEqualTo(StanzaErrorCondition.CONFLICT);
        assertThat(iq.error().type()).isEqualTo(StanzaErrorType.WAIT);
        assertThat(iq.error().by()).contains(Jid.of("capulet.example"));
        assertThat(iq.error().text()).contains("Ahimè");
        assertThat(iq.error().language()).contains("it");
        assertThat(iq.error().applicationCondition()).contains(XmlElement.parse("<too-many xmlns='urn:app' of='9'/>"));
    }

    @Test
    @Tag("IQ-31")
    void unknownConditionBecomesUndefinedAndKeepsItsName() {
        Iq iq = error("<error type='cancel'><tired xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>");

        assertThat(iq.error().condition()).isEqualTo(StanzaErrorCondition.UNDEFINED_CONDITION);
        assertThat(iq.error().conditionName()).isEqualTo("tired");
    }

    @ParameterizedTest
    @Tag("IQ-31")
    @ValueSource(strings = {"<error>", "<error type='no-such'>"})
    void missingOrUnknownTypeBecomesTheRecommendedOne(String start) {
        Iq iq = error(start + "<forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>");

        assertThat(iq.error().type()).isEqualTo(StanzaErrorType.AUTH);
    }

    @Test
    void textInheritsTheLanguageAroundIt() {
        Iq iq = response("<iq type='error' id='1' xml:lang='de'><error type='cancel'>"
                + "<gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
                + "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>Weg</text></error></iq>");

        assertThat(iq.error().language()).contains("de");
    }

    @Test
    void legacyErrorBecomesItsConditionAndText() {
        Iq iq = error("<error code='404'>Not here</error>");

        assertThat(iq.error().condition()).isEqualTo(StanzaErrorCondition.ITEM_NOT_FOUND);
        assertThat(iq.error().text()).contains("Not here");
    }

    @Test
    void errorWithoutErrorElementIsUndefined() {
        Iq iq = response("<iq type='error' id='1'><q xmlns='urn:x'/></iq>");

        assertThat(iq.error().condition()).isEqualTo(StanzaErrorCondition.UNDEFINED_CONDITION);
        assertThat(iq.hasPayload()).isTrue();
    }

    @Test
    void malformedByHidesNothingOfTheError() {
        Iq iq = error("<error by='@' type='cancel'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>");

        assertThat(iq.error().by()).isEmpty();
        assertThat(iq.error().condition()).isEqualTo(StanzaErrorCondition.GONE);
    }

    @Test
    void addressesThatShareASlotAreNotMixedUp() {
        JidCache cache = new JidCache(1);

        assertThat(cache.get("a@x")).isEqualTo(Jid.of("a@x"));
        assertThat(cache.get("b@x")).isEqualTo(Jid.of("b@x"));
        assertThat(cache.get("a@x")).isEqualTo(Jid.of("a@x"));
        assertThat(cache.get("a@x")).isSameAs(cache.get("a@x"));
    }

    private static Received read(String xml) {
        int nameEnd = 1;
        while (Character.isLetter(xml.charAt(nameEnd)) || xml.charAt(nameEnd) == '-') {
            nameEnd++;
        }
        String declared = xml.startsWith("<r ")
                ? xml
                : xml.substring(0, nameEnd) + " xmlns='jabber:client'" + xml.substring(nameEnd);
        return StanzaReader.read(XmlElement.parse(declared), ContentNamespaces.CLIENT, null);
    }

    private static Iq request(String xml) {
        return ((Request) read(xml)).iq();
    }

    private static Iq response(String xml) {
        return ((Response) read(xml)).iq();
    }

    private static Iq error(String errorXml) {
        return response("<iq type='error' id='1'>" + errorXml + "</iq>");
    }

    @Test
    void stanzaWithoutLanguageHasTheStreams() {
        String own = "<iq xmlns='jabber:client' type='get' id='1' xml:lang='fr'><q xmlns='urn:x'/></iq>";
        String none = "<iq xmlns='jabber:client' type='get' id='1'><q xmlns='urn:x'/></iq>";

        assertThat(languageOf(own)).contains("fr");
        assertThat(languageOf(none)).contains("de");
    }

    private static Optional<String> languageOf(String xml) {
        Received received = StanzaReader.read(XmlElement.parse(xml), ContentNamespaces.CLIENT, "de");
        return ((ReceivedIq.Request) received).iq().language();
    }

    private static Malformed malformed(String xml) {
        return (Malformed) read(xml);
    }
}
