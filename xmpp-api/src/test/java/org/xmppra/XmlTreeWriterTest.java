package org.xmppra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Random;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

/** Whatever a tree holds, its XML is well-formed and means the same. */
@Tag("IQ-36")
class XmlTreeWriterTest {
    private static final String[] PREFIXES = {"", "p", "q", "ns1"};
    private static final String[] NAMESPACES = {"", "urn:1", "urn:2", "urn:3", Namespaces.XML};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a xmlns='urn:x'><b/><c>t</c></a>|<a xmlns='urn:x'><b/><c>t</c></a>",
                "<a xmlns='urn:x'><b xmlns=''><c/></b><b/></a>|<a xmlns='urn:x'><b xmlns=''><c/></b><b/></a>",
                "<p:a xmlns:p='urn:x'><p:b/><c/></p:a>|<p:a xmlns:p='urn:x'><p:b/><c/></p:a>",
                "<a xmlns='urn:x' xml:lang='de'/>|<a xmlns='urn:x' xml:lang='de'/>",
                "<a xmlns='urn:x' xmlns:unused='urn:u'/>|<a xmlns='urn:x' xmlns:unused='urn:u'/>",
                "<a xmlns='urn:x' k='&lt;&quot;&apos;&#9;&#10;&#13;'>&lt;]]&gt;&#13;</a>"
                        + "|<a xmlns='urn:x' k='&lt;&quot;&apos;&#9;&#10;&#13;'>&lt;]]&gt;&#13;</a>"
            })
    void declaresEachNamespaceOnceWhereItIsNeeded(String xml, String written) {
        assertThat(XmlElement.parse(xml).toXml()).isEqualTo(written);
    }

    @Test
    void inheritedDefaultNamespaceIsNotDeclaredAgain() {
        XmlOutput out = new XmlOutput(0);
        XmlElement.parse("<a xmlns='urn:x'/>").toBuilder().build().writeTo(out, "urn:x");
        XmlElement.parse("<a xmlns='urn:y'/>").writeTo(out, "urn:x");

        assertThat(out).hasToString("<a/><a xmlns='urn:y'/>");
    }

    @Test
    void attributesOfOnePrefixAndTwoNamespacesGetTwo() {
        XmlElement element = XmlElement.named("urn:x", "a")
                .attribute("p", "urn:1", "k", "1")
                .attribute("p", "urn:2", "k", "2")
                .attribute("ns1", "urn:3", "k", "3")
                .build();

        assertThat(element.toXml())
                .isEqualTo("<a xmlns='urn:x' xmlns:p='urn:1' xmlns:ns2='urn:2' xmlns:ns1='urn:3'"
                        + " p:k='1' ns2:k='2' ns1:k='3'/>");
        assertThat(XmlElement.parse(element.toXml())).isEqualTo(element);
    }

    @Test
    void attributeDoesNotRebindThePrefixOfItsElement() {
        XmlElement inner = new XmlElement.Builder("p", "urn:1", "b")
                .attribute("p", "urn:2", "k", "v")
                .build();
        XmlElement outer =
                new XmlElement.Builder("p", "urn:1", "a").child(inner).build();

        assertThat(outer.toXml()).isEqualTo("<p:a xmlns:p='urn:1'><p:b xmlns:ns1='urn:2' ns1:k='v'/></p:a>");
    }

    @Test
    void declarationForNamesInTextOutranksThePrefixOfTheElement() {
        XmlElement element = XmlElement.named("urn:x", "a")
                .declare("", "urn:types")
                .attribute("type", "decimal")
                .build();

        assertThat(element.toXml()).isEqualTo("<ns1:a xmlns='urn:types' xmlns:ns1='urn:x' type='decimal'/>");
    }

    @Test
    void deepestTreeIsWritten() {
        String deepest = "<a xmlns='urn:x'>".repeat(256) + "</a>".repeat(256);
        String written = XmlElement.parse(deepest).toXml();

        assertThat(written).startsWith("<a xmlns='urn:x'><a><a>").endsWith("<a/></a></a>".substring(4));
        assertThat(XmlElement.parse(written).depth()).isEqualTo(256);
    }

    /** Every way to look at a tree uses the same scopes: each must mean what the tree says. */
    @Test
    @Tag("IQ-34")
    void anyTreeMeansTheSameInEveryForm() throws Exception {
        Random random = new Random(7622);
        for (int i = 0; i < 3_000; i++) {
            XmlElement tree = XmlElement.named("urn:root", "root")
                    .child(tree(random, 4))
                    .child(tree(random, 3))
                    .build();
            assertThat(XmlElement.parse(tree.toXml())).as(tree.toXml()).isEqualTo(tree);
            assertThat(XmlElement.of(tree.as(Document.class))).isEqualTo(tree);
            assertThat(XmlElement.of(tree.as(Source.class))).isEqualTo(tree);
            assertThat(XmlElement.of(tree.reader())).isEqualTo(tree);
            assertDeclarationsHold(tree);
            if (i % 10 == 0) {
                StringWriter transformed = new StringWriter();
                TransformerFactory.newDefaultInstance()
                        .newTransformer()
                        .transform(tree.as(Source.class), new StreamResult(transformed));
                assertThat(XmlElement.parse(transformed.toString())).isEqualTo(tree);
            }
        }
    }

    /** What an element declares itself must stand at its place in the XML, whatever its names needed besides. */
    private static void assertDeclarationsHold(XmlElement tree) throws Exception {
        XMLStreamReader reader =
                XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(tree.toXml()));
        XMLStreamReader expected = tree.reader();
        assertDeclarationsHold(tree, reader, expected);
    }

    private static void assertDeclarationsHold(XmlElement element, XMLStreamReader xml, XMLStreamReader view)
            throws Exception {
        toStart(xml);
        toStart(view);
        for (XmlElement.Declaration declaration : element.declarations()) {
            String inXml = xml.getNamespaceContext().getNamespaceURI(declaration.prefix());
            assertThat(inXml == null ? "" : inXml).isEqualTo(declaration.namespace());
            assertThat(view.getNamespaceContext().getNamespaceURI(declaration.prefix()))
                    .isEqualTo(declaration.namespace());
        }
        for (XmlElement child : element.children()) {
            assertDeclarationsHold(child, xml, view);
        }
    }

    private static void toStart(XMLStreamReader reader) throws Exception {
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
            assertThat(reader.hasNext()).isTrue();
        }
    }

    private static XmlElement tree(Random random, int depth) {
        String namespace = pick(random, NAMESPACES);
        XmlElement.Builder element =
                new XmlElement.Builder(namespace.isEmpty() ? "" : pick(random, PREFIXES), namespace, "e");
        for (String prefix : PREFIXES) {
            String declared = NAMESPACES[random.nextInt(4)];
            boolean isPossible = prefix.isEmpty() ? !namespace.isEmpty() || declared.isEmpty() : !declared.isEmpty();
            if (random.nextInt(4) == 0 && isPossible) {
                element.declare(prefix, declared);
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            String attributeNamespace = pick(random, NAMESPACES);
            String prefix = attributeNamespace.isEmpty() ? "" : PREFIXES[1 + random.nextInt(3)];
            element.attribute(prefix, attributeNamespace, "k" + random.nextInt(2), "v" + i);
        }
        for (int i = depth == 0 ? 0 : random.nextInt(4); i > 0; i--) {
            element.text(random.nextBoolean() ? "t" : "").child(tree(random, depth - 1));
        }
        return element.build();
    }

    private static String pick(Random random, String[] values) {
        return values[random.nextInt(values.length)];
    }
}
