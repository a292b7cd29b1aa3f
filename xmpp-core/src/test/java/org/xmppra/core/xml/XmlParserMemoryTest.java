package org.xmppra.core.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamException;

/** What a reader keeps from one stanza to the next: nothing that the next could see, and no more than a bounded memory. */
@Tag("IQ-37")
class XmlParserMemoryTest {
    private static final int NAMES_A_STANZA = 100;

    @Test
    void prefixesOfOneStanzaAreUnknownToTheNext() throws StreamException {
        XmlParser.parse(new XmlFrame.Element(Wire.bytes("<a xmlns:p='urn:p'><p:b/></a>")), XmlHeader.NONE);

        assertMalformed("<p:c/>", XmlHeader.NONE);
    }

    @Test
    void defaultNamespaceOfOneStanzaIsNotThatOfTheNext() throws StreamException {
        XmlParser.parse(new XmlFrame.Element(Wire.bytes("<a xmlns='urn:a'><b xmlns='urn:b'/></a>")), XmlHeader.NONE);

        assertThat(XmlParser.parse(new XmlFrame.Element(Wire.bytes("<a/>")), XmlHeader.NONE)
                        .namespace())
                .isEmpty();
    }

    @Test
    void streamsOfOtherNamespacesAreReadInTurn() throws StreamException {
        XmlHeader client = XmlParser.parseHeader(Wire.bytes("<s xmlns='jabber:client' xmlns:x='urn:x'>"));
        XmlHeader component = XmlParser.parseHeader(Wire.bytes("<s xmlns='jabber:component:accept'>"));
        for (int i = 0; i < 100; i++) {
            assertThat(XmlParser.parse(new XmlFrame.Element(Wire.bytes("<a><x:b/></a>")), client)
                            .namespace())
                    .isEqualTo("jabber:client");
            assertThat(XmlParser.parse(new XmlFrame.Element(Wire.bytes("<a/>")), component)
                            .namespace())
                    .isEqualTo("jabber:component:accept");
            assertMalformed("<x:b/>", component);
        }
    }

    @Test
    void afterAFaultTheNextStanzaIsReadAsIfNothingHadBeen() throws StreamException {
        for (String broken :
                List.of("<a", "<a>", "<a><b></a>", "</a>", "<a/><b/>", "<a/>x", "<a/><![CDATA[>", "<a b='")) {
            XmlParser.parse(new XmlFrame.Element(Wire.bytes("<a/>")), XmlHeader.NONE);
            assertMalformed(broken, XmlHeader.NONE);
            assertThat(XmlParser.parse(new XmlFrame.Element(Wire.bytes("<c>d</c>")), XmlHeader.NONE))
                    .isEqualTo(read("<c>d</c>"));
        }
    }

    @Test
    void endOfTheRootIsNoStanza() {
        assertMalformed("</s>", XmlHeader.NONE);
        assertMalformed("<a/></s>", XmlHeader.NONE);
    }

    @Test
    void oneParserServesManyThreads() {
        List<Integer> children = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> stanza(i % 50 * NAMES_A_STANZA))
                .map(this::read)
                .map(element -> element.children().size())
                .distinct()
                .toList();

        assertThat(children).containsExactly(NAMES_A_STANZA);
    }

    private XmlElement read(String stanza) {
        try {
            XmlElement element = XmlParser.parse(new XmlFrame.Element(Wire.bytes(stanza)), XmlHeader.NONE);
            assertThat(element.toXml()).isEqualTo(stanza);
            return element;
        } catch (StreamException e) {
            throw new AssertionError(e);
        }
    }

    private void assertMalformed(String stanza, XmlHeader header) {
        assertThatExceptionOfType(StreamException.class)
                .as(stanza)
                .isThrownBy(() -> XmlParser.parse(new XmlFrame.Element(Wire.bytes(stanza)), header))
                .withMessageContaining("not well-formed");
    }

    private static String stanza(int first) {
        StringBuilder stanza = new StringBuilder("<a xmlns='urn:a'>");
        for (int i = first; i < first + NAMES_A_STANZA; i++) {
            stanza.append("<name").append(i).append("/>");
        }
        return stanza + "</a>";
    }
}
