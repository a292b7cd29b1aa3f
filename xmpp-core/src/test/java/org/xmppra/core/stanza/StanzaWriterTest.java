package org.xmppra.core.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.StanzaErrorType;
import org.xmppra.XmlElement;

class StanzaWriterTest {
    private static final Jid PEER = Jid.of("oneil@example.com/a'&b");

    @Test
    @Tag("IQ-36")
    void requestIsWrittenInTheStreamsNamespaceAndEscaped() {
        Iq iq = Iq.get(PEER).id("<1>").language("en").query("urn:x").build();

        assertThat(xml(iq, ContentNamespaces.CLIENT))
                .isEqualTo("<iq type='get' id='&lt;1&gt;' to='oneil@example.com/a&apos;&amp;b' xml:lang='en'>"
                        + "<query xmlns='urn:x'/></iq>");
    }

    @Test
    void emptyResultIsAnEmptyElement() {
        Iq iq = Iq.result("1").to(PEER.domainJid()).build();

        assertThat(xml(iq, ContentNamespaces.CLIENT)).isEqualTo("<iq type='result' id='1' to='example.com'/>");
    }

    @Test
    void bytesAreUtf8() {
        Iq iq = Iq.get(PEER).id("1").payload("<q xmlns='urn:x'>é😀</q>").build();

        assertThat(xml(iq, ContentNamespaces.CLIENT)).contains("<q xmlns='urn:x'>é😀</q>");
    }

    @ParameterizedTest
    @Tag("IQ-36")
    @ValueSource(strings = {ContentNamespaces.CLIENT, ContentNamespaces.COMPONENT})
    void payloadOfAnotherStreamsNamespaceKeepsItsOwn(String contentNamespace) {
        Iq iq = Iq.get(PEER)
                .id("1")
                .payload("<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'/></forwarded>")
                .build();

        assertThat(reread(iq, contentNamespace)).isEqualTo(iq);
    }

    @Test
    @Tag("IQ-3")
    void replyKeepsTheIdTurnsTheAddressAndIsEmpty() {
        Iq request =
                Iq.get(Jid.of("bot.example")).from(PEER).id("1").query("urn:x").build();

        assertThat(xml(request.reply(), ContentNamespaces.COMPONENT))
                .isEqualTo("<iq type='result' id='1' from='bot.example' to='oneil@example.com/a&apos;&amp;b'/>");
        assertThat(xml(request.reply("<y xmlns='urn:y'/>"), ContentNamespaces.COMPONENT))
                .endsWith("><y xmlns='urn:y'/></iq>");
    }

    @Test
    @Tag("IQ-4")
    void errorEchoesThePayloadBeforeTheError() {
        Iq request = Iq.get(PEER).id("1").query("urn:x").build();
        Iq answer = request.errorReply(
                StanzaError.of(StanzaErrorCondition.NOT_ALLOWED).withRequestEchoed());

        assertThat(xml(answer, ContentNamespaces.COMPONENT))
                .endsWith("<query xmlns='urn:x'/><error type='cancel'>"
                        + "<not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    }

    @Test
    @Tag("IQ-4")
    void allPartsOfAnErrorSurviveTheWire() {
        StanzaError error = StanzaError.of(StanzaErrorCondition.RESOURCE_CONSTRAINT)
                .withType(StanzaErrorType.MODIFY)
                .withText("zu voll & <laut>", "de")
                .withBy(Jid.of("example.com"))
                .withApplicationCondition(XmlElement.parse("<a:full xmlns:a='urn:app' a:at='9'/>"));
        Iq answer = Iq.error("1", error).to(PEER).build();

        assertThat(reread(answer, ContentNamespaces.CLIENT)).isEqualTo(answer);
    }

    @ParameterizedTest
    @Tag("IQ-31")
    @EnumSource(StanzaErrorCondition.class)
    void everyConditionSurvivesTheWireWithItsRecommendedType(StanzaErrorCondition condition) {
        Iq answer = Iq.error("1", StanzaError.of(condition)).to(PEER).build();

        assertThat(reread(answer, ContentNamespaces.CLIENT)).isEqualTo(answer);
    }

    @Test
    void conditionNobodyDefinedIsNotRepeated() {
        Iq answer = Iq.error("1", StanzaError.received("x/><evil", null)).build();

        assertThat(xml(answer, ContentNamespaces.CLIENT))
                .isEqualTo("<iq type='error' id='1'><error type='cancel'>"
                        + "<undefined-condition xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    }

    @Test
    @Tag("IQ-5")
    void severalPayloadsAreRefused() {
        XmlElement payload = XmlElement.parse("<q xmlns='urn:x'/>");
        Iq iq = Iq.result("1").children(List.of(payload, payload)).build();

        assertThatThrownBy(() -> StanzaWriter.write(iq, ContentNamespaces.CLIENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most one payload");
    }

    private static String xml(Iq iq, String contentNamespace) {
        return new String(StanzaWriter.write(iq, contentNamespace), StandardCharsets.UTF_8);
    }

    private static Iq reread(Iq iq, String contentNamespace) {
        String xml = xml(iq, contentNamespace).replaceFirst("<iq ", "<iq xmlns='" + contentNamespace + "' ");
        Received received = StanzaReader.read(XmlElement.parse(xml), contentNamespace, null);
        return received instanceof ReceivedIq.Request request ? request.iq() : ((ReceivedIq.Response) received).iq();
    }
}
