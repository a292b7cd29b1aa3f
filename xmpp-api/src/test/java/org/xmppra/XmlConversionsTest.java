package org.xmppra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.XMLReader;

/** Every form an application may have or want, save bound objects: see {@link XmlBindingTest}. */
@Tag("IQ-34")
class XmlConversionsTest {
    private static final String XML = "<a xmlns='urn:one' xmlns:p='urn:two' k='v' p:k='&lt;&#13;&#10;w'>"
            + "t &amp; <![CDATA[<raw> ]] ]]>é\uD83D\uDE00<p:b xml:lang='de'><c xmlns=''/></p:b> <p:b type='p:q'/>"
            + "</a>";
    private static final XmlElement TREE = XmlElement.parse(XML);

    @Test
    void parsedTreeHoldsWhatStandsThere() {
        assertThat(TREE.is("urn:one", "a")).isTrue();
        assertThat(TREE.attribute("k")).hasValue("v");
        assertThat(TREE.attribute("urn:two", "k")).hasValue("<\r\nw");
        assertThat(TREE.content()).hasSize(4).startsWith("t & <raw> ]] é\uD83D\uDE00");
        XmlElement b = TREE.child("urn:two", "b").orElseThrow();
        assertThat(b.attribute(Namespaces.XML, "lang")).hasValue("de");
        assertThat(b.child("", "c")).isPresent();
        assertThat(b.depth()).isEqualTo(2);
    }

    @Test
    void elementIsTakenAndGivenAsItIs() {
        assertThat(XmlElement.of(TREE)).isSameAs(TREE);
        assertThat(TREE.as(XmlElement.class)).isSameAs(TREE);
    }

    @Test
    void textIsReadBackEqual() {
        assertThat(XmlElement.of((Object) java.nio.CharBuffer.wrap(XML))).isEqualTo(TREE);
        assertThat(XmlElement.of(TREE.as(String.class))).isEqualTo(TREE);
    }

    @Test
    void domIsReadBackEqual() throws Exception {
        assertThat(XmlElement.of(dom(XML))).isEqualTo(TREE);
        assertThat(XmlElement.of(dom(XML).getDocumentElement())).isEqualTo(TREE);
        assertThat(XmlElement.of(TREE.as(Document.class))).isEqualTo(TREE);
        assertThat(XmlElement.of(TREE.as(Element.class))).isEqualTo(TREE);
    }

    @Test
    void domThatIsGivenLooksAsIfParsed() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setCoalescing(true);
        Document parsed = factory.newDocumentBuilder().parse(new InputSource(new StringReader(XML)));
        Element given = TREE.as(Element.class);

        assertThat(given.isEqualNode(parsed.getDocumentElement())).isTrue();
        assertThat(given.lookupNamespaceURI("p")).isEqualTo("urn:two");
    }

    @Test
    void streamSourcesAreReadBackEqual() {
        assertThat(XmlElement.of(new StreamSource(new StringReader(XML)))).isEqualTo(TREE);
        byte[] utf16 = ("<?xml version='1.0' encoding='UTF-16'?>" + XML).getBytes(StandardCharsets.UTF_16);
        assertThat(XmlElement.of(new StreamSource(new ByteArrayInputStream(utf16))))
                .isEqualTo(TREE);
        assertThat(XmlElement.of(TREE.as(StreamSource.class))).isEqualTo(TREE);
    }

    @Test
    void domAndSaxSourcesAreReadBackEqual() throws Exception {
        assertThat(XmlElement.of(new DOMSource(dom(XML)))).isEqualTo(TREE);
        assertThat(XmlElement.of(TREE.as(DOMSource.class))).isEqualTo(TREE);
        assertThat(XmlElement.of(new SAXSource(new InputSource(new StringReader(XML)))))
                .isEqualTo(TREE);
        assertThat(XmlElement.of(sax(XML))).isEqualTo(TREE);
        assertThat(XmlElement.of(TREE.as(SAXSource.class))).isEqualTo(TREE);
        assertThat(XmlElement.of(TREE.as(Source.class))).isEqualTo(TREE);
    }

    @Test
    void staxSourcesAreReadBackEqual() throws Exception {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        assertThat(XmlElement.of(new StAXSource(factory.createXMLStreamReader(new StringReader(XML)))))
                .isEqualTo(TREE);
        assertThat(XmlElement.of(new StAXSource(factory.createXMLEventReader(new StringReader(XML)))))
                .isEqualTo(TREE);
        assertThat(XmlElement.of(new StAXSource(TREE.reader()))).isEqualTo(TREE);
        assertThat(XmlElement.of(TREE.as(XMLStreamReader.class))).isEqualTo(TREE);
    }

    @Test
    void readerIsLeftAtTheEndTagOfItsElement() throws Exception {
        XMLStreamReader reader = XMLInputFactory.newDefaultFactory()
                .createXMLStreamReader(new StringReader("<s><a xmlns='urn:one'><b/></a><next/></s>"));
        reader.nextTag();
        reader.nextTag();

        assertThat(XmlElement.of(reader)).isEqualTo(XmlElement.parse("<a xmlns='urn:one'><b/></a>"));
        assertThat(reader.getEventType()).isEqualTo(XMLStreamConstants.END_ELEMENT);
        assertThat(reader.nextTag()).isEqualTo(XMLStreamConstants.START_ELEMENT);
        assertThat(reader.getLocalName()).isEqualTo("next");
    }

    @Test
    void transformerReadsTheSourceWithoutParsing() throws Exception {
        StringWriter written = new StringWriter();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(TREE.as(Source.class), new StreamResult(written));
        assertThat(XmlElement.parse(written.toString())).isEqualTo(TREE);

        DOMResult dom = new DOMResult();
        TransformerFactory.newDefaultInstance().newTransformer().transform(new StAXSource(TREE.reader()), dom);
        assertThat(XmlElement.of(dom.getNode())).isEqualTo(TREE);
    }

    @ParameterizedTest
    @Tag("IQ-36")
    @ValueSource(
            strings = {
                "<a xmlns='urn:x'><!-- c --></a>",
                "<!-- c --><a xmlns='urn:x'/>",
                "<a xmlns='urn:x'/><!-- c -->",
                "<a xmlns='urn:x'><?p i?></a>",
                "<?p i?><a xmlns='urn:x'/>",
                "<!DOCTYPE a><a xmlns='urn:x'/>",
                "<!DOCTYPE a [<!ENTITY e 'x'>]><a xmlns='urn:x'>&e;</a>"
            })
    void whatXmppForbidsIsRefusedWhereverItComesFrom(String xml) throws Exception {
        Object[] forms = {
            xml,
            new StreamSource(new StringReader(xml)),
            new SAXSource(new InputSource(new StringReader(xml))),
            sax(xml),
            dom(xml),
            XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(xml)),
            new StAXSource(XMLInputFactory.newDefaultFactory().createXMLEventReader(new StringReader(xml)))
        };
        for (Object form : forms) {
            assertThatIllegalArgumentException()
                    .as(form.getClass().getName())
                    .isThrownBy(() -> XmlElement.of(form))
                    .withMessageContaining("not allowed in XMPP");
        }
    }

    @Test
    @Tag("IQ-36")
    void externalEntityIsNeverOpened(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "top-secret");
        String xml = "<!DOCTYPE a [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]><a xmlns='urn:x'>&e;</a>";
        for (Object form : new Object[] {xml, new StreamSource(new StringReader(xml)), sax(xml)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> XmlElement.of(form))
                    .withMessageNotContaining("top-secret");
        }
        Path fine = Files.writeString(folder.resolve("fine.xml"), "<a xmlns='urn:x'/>");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlElement.of(new StreamSource(fine.toFile())))
                .withMessageContaining("system id");
    }

    @ParameterizedTest
    @Tag("IQ-36")
    @ValueSource(
            strings = {
                "",
                "   ",
                "text",
                "<a xmlns='urn:x'>",
                "<a xmlns='urn:x'/></iq>",
                "<a xmlns='urn:x'/></iq><iq>",
                "</a></iq></stream:stream>",
                "<a xmlns='urn:x'></iq></a>",
                "<a xmlns='urn:x'/><b xmlns='urn:x'/>",
                "<a xmlns='urn:x'/>text",
                "<a/>",
                "<a xmlns=''/>",
                "<p:a/>",
                "<a xmlns='urn:x' k='1' k='2'/>",
                "<a xmlns='urn:x' k='<'/>",
                "<a xmlns='urn:x'>]]></a>",
                "<a xmlns='urn:x'>&unknown;</a>",
                "<a xmlns='urn:x' k='&unknown;'/>",
                "<a xmlns='urn:x'>&#0;</a>",
                "<a xmlns='urn:x'>&#x1;</a>",
                "<?xml version='1.1'?><a xmlns='urn:x'>&#x1;</a>",
                "<a xmlns='urn:x'>\u0001</a>",
                "<a xmlns='urn:x'>\uFFFE</a>",
                "<a xmlns='urn:x'>\uD800</a>"
            })
    void whatIsNotOneWellFormedElementIsRefused(String xml) {
        assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.parse(xml));
        assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.of(new StreamSource(new StringReader(xml))));
    }

    @Test
    void domMadeWithoutNamespacesIsRefusedAndToldHow() throws Exception {
        Document document = dom("<x/>");
        Element levelOne = document.createElement("query");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlElement.of(levelOne))
                .withMessageContaining("<query> needs a namespace")
                .withMessageContaining("createElementNS");
        levelOne.setAttribute("xmlns", "urn:x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlElement.of(levelOne))
                .withMessageContaining("xmlns is no attribute");
    }

    @Test
    @Tag("IQ-36")
    void domMayHoldWhatXmlCannotAndIsRefused() throws Exception {
        Document document = dom("<x/>");
        Element element = document.createElementNS("urn:x", "a");
        element.setTextContent("bad \u0001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlElement.of(element))
                .withMessageContaining("<a> holds U+0001 at offset 4");
        element.setTextContent("");
        element.setAttribute("k", "bad \uFFFF");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlElement.of(element))
                .withMessageContaining("attribute 'k' of <a>");
    }

    @Test
    void domWithUndeclaredNamespacesIsReadByItsNames() throws Exception {
        Document document = dom("<x/>");
        Element root = document.createElementNS("urn:x", "p:a");
        root.setAttributeNS("urn:y", "k", "v");
        root.setAttributeNS(Namespaces.XMLNS, "xmlns:p", "urn:stale");
        root.appendChild(document.createElementNS(null, "b"));

        XmlElement element = XmlElement.of(root);

        assertThat(element.is("urn:x", "a")).isTrue();
        assertThat(element.attribute("urn:y", "k")).hasValue("v");
        assertThat(XmlElement.parse(element.toXml())).isEqualTo(element);
    }

    @Test
    void unknownKindsAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlElement.of(42))
                .withMessageContaining("java.lang.Integer")
                .withMessageContaining("@XmlRootElement");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TREE.as(org.w3c.dom.Attr.class))
                .withMessageContaining("org.w3c.dom.Attr");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TREE.as(StAXSource.class))
                .withMessageContaining("StAXSource");
        assertThatThrownBy(() -> XmlElement.of(null)).isInstanceOf(NullPointerException.class);
    }

    private static Document dom(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    /** As many applications make it: without asking for namespaces. */
    private static SAXSource sax(String xml) throws Exception {
        XMLReader reader = SAXParserFactory.newDefaultInstance().newSAXParser().getXMLReader();
        return new SAXSource(reader, new InputSource(new StringReader(xml)));
    }
}
