package org.xmppra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlElementTest {
    @Test
    void builderMakesWhatXmlSays() {
        XmlElement element = XmlElement.named("urn:x", "a")
                .attribute("k", "old")
                .attribute("p", "urn:p", "k", "v")
                .attribute("k", "new")
                .text("1 ")
                .child("b", "2")
                .child(XmlElement.named("urn:y", "c").build())
                .build();

        assertThat(element)
                .isEqualTo(XmlElement.parse(
                        "<a xmlns='urn:x' xmlns:q='urn:p' q:k='v' k='new'>1 <b>2</b><c xmlns='urn:y'/></a>"));
        assertThat(element.text()).isEqualTo("1 ");
        assertThat(element.child("b").orElseThrow().text()).isEqualTo("2");
        assertThat(element.attributes()).extracting(XmlElement.Attribute::value).containsExactly("new", "v");
    }

    @Test
    void equalityKnowsNamesAttributesAndContentButNoPrefixes() {
        XmlElement element = XmlElement.parse("<a xmlns='urn:x' k='1' l='2'>t<b/></a>");
        assertThat(element)
                .isEqualTo(XmlElement.parse("<p:a xmlns:p='urn:x' l='2' k='1'>t<p:b/></p:a>"))
                .hasSameHashCodeAs(XmlElement.parse("<p:a xmlns:p='urn:x' l='2' k='1'>t<p:b/></p:a>"));
        for (String other : List.of(
                "<a xmlns='urn:y' k='1' l='2'>t<b xmlns='urn:x'/></a>",
                "<c xmlns='urn:x' k='1' l='2'>t<b/></c>",
                "<a xmlns='urn:x' k='1'>t<b/></a>",
                "<a xmlns='urn:x' k='1' l='3'>t<b/></a>",
                "<a xmlns='urn:x' k='1' m='2'>t<b/></a>",
                "<a xmlns='urn:x' k='1' l='2'>t <b/></a>",
                "<a xmlns='urn:x' k='1' l='2'><b/>t</a>",
                "<a xmlns='urn:x' k='1' l='2'>t<b xmlns=''/></a>")) {
            assertThat(XmlElement.parse(other)).isNotEqualTo(element);
        }
    }

    @Test
    void neighbouringTextIsOne() {
        XmlElement built = XmlElement.named("urn:x", "a")
                .text("1")
                .text("")
                .text("2")
                .child("b", "")
                .text("3")
                .text("4")
                .build();

        assertThat(built.content()).hasSize(3).startsWith("12").endsWith("34");
        assertThat(built.child("b").orElseThrow().content()).isEmpty();
        assertThat(built.toBuilder().text("5").build().content()).hasSize(3).endsWith("345");
    }

    @Test
    void builtElementStaysAsItIsWhateverBecomesOfItsBuilder() {
        for (int attributes = 1; attributes <= 9; attributes++) {
            XmlElement.Builder builder = XmlElement.named("urn:x", "x");
            for (int i = 0; i < attributes; i++) {
                builder.attribute("a" + i, "before");
            }
            XmlElement built = builder.build();
            XmlElement.Builder again = built.toBuilder();
            XmlElement later =
                    builder.attribute("a0", "later").attribute("b", "new").build();

            assertThat(again.attribute("a0", "again").build().attribute("a0")).hasValue("again");
            assertThat(built.attribute("a0")).hasValue("before");
            assertThat(built.attributes()).hasSize(attributes);
            assertThat(later.attribute("a0")).hasValue("later");
            assertThat(later.attributes()).hasSize(attributes + 1);
        }
    }

    @Test
    void builderThatGoesOnDoesNotChangeWhatItBuilt() {
        XmlElement.Builder builder =
                XmlElement.named("urn:x", "a").attribute("k", "1").text("t");
        XmlElement first = builder.build();
        builder.attribute("k", "2")
                .text("u")
                .child("b", "")
                .declare("p", "urn:p")
                .build();

        assertThat(first).isEqualTo(XmlElement.parse("<a xmlns='urn:x' k='1'>t</a>"));
        assertThat(first.declarations()).isEmpty();
    }

    @ParameterizedTest
    @Tag("IQ-34")
    @ValueSource(
            strings = {
                "<a xmlns='urn:x'/>",
                "<a xmlns='urn:x' xmlns:p='urn:p' p:k='&amp;&#10;x  y' k=\"'\"> <p:b/>\r\n &lt;<![CDATA[a]]]>b</a>",
                "<p:a xmlns:p='urn:x'><b xmlns=''><c xmlns='urn:y' xml:lang='en'/></b></p:a>",
                "<a xmlns='urn:x'>\uD83D\uDE00&#x1F600;&apos;&quot;&gt;</a>",
                "<?xml version='1.0'?>\n<a xmlns='urn:x'><![CDATA[]]></a>\n"
            })
    void treesOfWoodstoxAndOfTheJdkAreEqual(String xml) throws Exception {
        XMLInputFactory woodstox = new WstxInputFactory();
        woodstox.setProperty(XMLInputFactory.IS_COALESCING, false);
        XMLInputFactory jdk = XMLInputFactory.newDefaultFactory();
        jdk.setProperty(XMLInputFactory.IS_COALESCING, false);
        XmlElement parsed = XmlElement.parse(xml);

        assertThat(XmlElement.of(woodstox.createXMLStreamReader(new StringReader(xml))))
                .isEqualTo(parsed)
                .hasSameHashCodeAs(parsed);
        assertThat(XmlElement.of(jdk.createXMLStreamReader(new StringReader(xml))))
                .isEqualTo(parsed);
        assertThat(XmlElement.of(woodstox.createXMLStreamReader(new StringReader(xml)))
                        .content())
                .isEqualTo(parsed.content());
    }

    @Test
    void textInManyPiecesIsPutTogetherInLinearTime() throws Exception {
        String xml = "<a xmlns='urn:x'>" + "&lt;x".repeat(50_000) + "</a>";
        XMLInputFactory pieces = new WstxInputFactory();
        pieces.setProperty(XMLInputFactory.IS_COALESCING, false);

        assertThat(XmlElement.of(pieces.createXMLStreamReader(new StringReader(xml)))
                        .text())
                .isEqualTo("<x".repeat(50_000));
    }

    /** The JDK's parser counts all of these, and from 25 on gives up soon. */
    @Test
    @Tag("IQ-36")
    void limitsOfTheJdkDoNotApply() {
        assertThat(XmlElement.parse("<a xmlns='urn:x'>" + "&amp;".repeat(300_000) + "</a>")
                        .text())
                .hasSize(300_000);
        String name = "n".repeat(3_000);
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            attributes.append(" k").append(i).append("=''");
        }
        assertThat(XmlElement.parse("<" + name + " xmlns='urn:x'" + attributes + "/>")
                        .attributes())
                .hasSize(300);
    }

    @Test
    void readRefusesAReaderThatDoesNotStandAtAStartTag() throws Exception {
        XMLStreamReader reader =
                XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader("<a xmlns='urn:x'/>"));

        assertThatExceptionOfType(XMLStreamException.class).isThrownBy(() -> XmlElement.read(reader));
    }

    @Test
    @Tag("IQ-36")
    void depthIsBoundedHoweverATreeIsMade() {
        String deepest = "<a xmlns='urn:x'>".repeat(XmlElement.MAX_DEPTH) + "</a>".repeat(XmlElement.MAX_DEPTH);
        XmlElement tree = XmlElement.parse(deepest);
        assertThat(tree.depth()).isEqualTo(XmlElement.MAX_DEPTH);
        assertThat(tree.toBuilder().text("t").build().depth()).isEqualTo(XmlElement.MAX_DEPTH);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlElement.parse("<a xmlns='urn:x'>" + deepest + "</a>"))
                .withMessageContaining("deeper than 256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlElement.named("urn:x", "a").child(tree))
                .withMessageContaining("deeper than 256");
    }

    @Test
    @Tag("IQ-36")
    void hostileDepthIsRefusedWithoutExhaustingAnything() {
        assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.parse("<a xmlns='urn:x'>".repeat(100_000)));
    }

    @Test
    @Tag("IQ-36")
    void builderRefusesWhatXmlCannotCarry() {
        XmlElement.Builder builder = XmlElement.named("urn:x", "a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.text("ab\u0000"))
                .withMessageContaining("<a> holds U+0000 at offset 2");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.text("\uDE00\uD83D"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.attribute("k", "\uFFFE"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.attribute("k v", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.attribute("p:k", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.attribute("xmlns", "urn:y"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.attribute("", "urn:y", "k", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.attribute("p", "", "k", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.attribute("xmlns", Namespaces.XMLNS, "p", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.child("1b", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.named("urn:x", "a><b"));
        assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.named("urn:\u0001", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.named("", "a"));
    }

    @Test
    void declarationsThatCannotStandAreRefused() {
        XmlElement.Builder builder = XmlElement.named("urn:x", "a").declare("p", "urn:p");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.declare("p", "urn:other"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.declare("q", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.declare("xml", "urn:p"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.declare("q", Namespaces.XML));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.declare("xmlns", "urn:p"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.declare("q", Namespaces.XMLNS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new XmlElement.Builder("", "", "a").declare("", "urn:p"))
                .withMessageContaining("no namespace");
    }

    @Test
    void descriptionHidesTheContent() {
        assertThat(XmlElement.parse("<a xmlns='urn:x' k='secret'>secret</a>")).hasToString("{urn:x}a");
    }
}
