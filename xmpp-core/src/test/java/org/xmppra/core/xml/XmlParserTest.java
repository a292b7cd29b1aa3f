package org.xmppra.core.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;

class XmlParserTest {

    @Test
    void aHeaderTellsItsAttributesNamespaceAndLanguage() throws StreamException {
        XmlHeader header = header("<stream:stream xmlns='jabber:client' xmlns:stream='" + XmlHeader.STREAMS
                + "' id='a&amp;b' from='example.org' version='1.0' xml:lang='de'>");

        assertThat(header.element().is(XmlHeader.STREAMS, "stream")).isTrue();
        assertThat(header.attribute("id")).hasValue("a&b");
        assertThat(header.contentNamespace()).isEqualTo("jabber:client");
        assertThat(header.language()).hasValue("de");
    }

    @Test
    void aHeaderThatIsAnEmptyTagIsRead() throws StreamException {
        assertThat(header("<s:stream xmlns:s='" + XmlHeader.STREAMS + "' to='/'/>")
                        .attribute("to"))
                .hasValue("/");
    }

    @Test
    void aStanzaIsInTheNamespaceOfItsStream() throws StreamException {
        XmlHeader header = header("<s:stream xmlns='jabber:component:accept' xmlns:s='" + XmlHeader.STREAMS + "'>");

        XmlElement iq = parse("<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>", header);

        assertThat(iq.is("jabber:component:accept", "iq")).isTrue();
        assertThat(iq.child("urn:xmpp:ping", "ping")).isPresent();
    }

    @Test
    void aPrefixOfTheHeaderIsKnownInEachStanza() throws StreamException {
        XmlHeader header = header("<s:stream xmlns='jabber:client' xmlns:s='" + XmlHeader.STREAMS + "'>");

        assertThat(parse("<s:features/>", header).is(XmlHeader.STREAMS, "features"))
                .isTrue();
    }

    @Test
    void aPayloadKeepsThePrefixesThatItsTextMayUse() throws StreamException {
        XmlHeader header = header("<s:stream xmlns='jabber:client' xmlns:s='" + XmlHeader.STREAMS
                + "' xmlns:h='urn:header' xmlns:again='urn:outer'>");

        XmlElement iq =
                parse("<iq xmlns:i='urn:iq' xmlns:again='urn:inner'><q xmlns='urn:q' xmlns:i='urn:q:i'/></iq>", header);

        assertThat(iq.children().get(0).declarations())
                .containsExactlyInAnyOrder(
                        new XmlElement.Declaration("", "urn:q"),
                        new XmlElement.Declaration("i", "urn:q:i"),
                        new XmlElement.Declaration("h", "urn:header"),
                        new XmlElement.Declaration("again", "urn:inner"));
        assertThat(iq.children().get(0).toXml()).contains("xmlns:h='urn:header'");
    }

    @Test
    void anElementWithoutNamespaceIsReadAsItIs() throws StreamException {
        XmlElement element = parse("<iq xmlns='' xmlns:p='urn:p'><q/></iq>", XmlHeader.NONE);

        assertThat(element.namespace()).isEmpty();
        assertThat(element.children()).hasSize(1);
    }

    @Test
    void prefixesAreNotRepeatedOnThousandsOfChildren() throws StreamException {
        XmlElement element = parse("<a xmlns='urn:a' xmlns:p='urn:p'>" + "<b/>".repeat(3_000) + "</a>", XmlHeader.NONE);

        assertThat(element.declarations()).contains(new XmlElement.Declaration("p", "urn:p"));
        assertThat(element.children())
                .hasSize(3_000)
                .allMatch(b -> b.declarations().isEmpty());
    }

    @Test
    void aDocumentStandsAlone() throws StreamException {
        assertThat(parse("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>", XmlHeader.NONE)
                        .namespace())
                .isEqualTo("urn:ietf:params:xml:ns:xmpp-framing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a></b>",
                "<a><b></a></b>",
                "<a x='1' x='2'/>",
                "<a xmlns:p='urn:x' xmlns:q='urn:x' p:x='1' q:x='2'/>",
                "<p:a/>",
                "<a p:x='1'/>",
                "<a:b:c xmlns:a='urn:x'/>",
                "<a xmlns:p=''/>",
                "<a xmlns:xml='urn:x'/>",
                "<a xmlns:xmlns='urn:x'/>",
                "<a/><b/>",
                "<a/>text",
                "text<a/>",
                "<a/></s><s>",
                "</s><s><a/>",
                "<a\u00d7/>",
                "<a><!-- --></a>",
                "<a><?x y?></a>",
                "<!DOCTYPE a><a/>",
                "<a>&foo;</a>",
                "<a b='&foo;'/>",
                "<a>&#0;</a>",
                "<a>x<![CDATA[y]]>z&#0;</a>",
                "<a>x<![CDATA[y]]>z]]></a>",
                "<a>\u0001</a>",
                "<a>\ufffe</a>",
            })
    @Tag("IQ-37")
    void whereTheParserDiffersFromTheFramerTheStreamEnds(String wire) {
        assertThatExceptionOfType(StreamException.class)
                .isThrownBy(() -> parse(wire, XmlHeader.NONE))
                .satisfies(e -> assertThat(e.condition()).isEqualTo(StreamErrorCondition.NOT_WELL_FORMED));
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() throws StreamException {
        XmlHeader header = header("<stream:stream xmlns='jabber:client' xmlns:stream='" + XmlHeader.STREAMS + "'>");
        XmlElement iq = XmlElement.named("jabber:client", "iq")
                .attribute("id", "'\"<&>\t\n\r\u20ac\ud83d\ude00")
                .child(XmlElement.named("urn:x", "q")
                        .text("]]>&\r\n\ud83d\ude00")
                        .build())
                .build();

        byte[] written = XmlWriter.write(iq, header.contentNamespace());

        assertThat(new String(written, java.nio.charset.StandardCharsets.UTF_8)).startsWith("<iq id=");
        assertThat(XmlParser.parse(new XmlFrame.Element(written), header)).isEqualTo(iq);
    }

    @Test
    void featuresAreWrittenWithThePrefixThatPeersLookFor() {
        XmlElement features = XmlElement.named(XmlHeader.STREAMS, "features")
                .child(XmlElement.named("urn:x", "x").build())
                .build();

        assertThat(XmlWriter.write(features, "jabber:client"))
                .asString()
                .isEqualTo("<stream:features><x xmlns='urn:x'/></stream:features>");
    }

    private XmlHeader header(String wire) throws StreamException {
        return XmlParser.parseHeader(Wire.bytes(wire));
    }

    private XmlElement parse(String wire, XmlHeader header) throws StreamException {
        return XmlParser.parse(new XmlFrame.Element(Wire.bytes(wire)), header);
    }
}
