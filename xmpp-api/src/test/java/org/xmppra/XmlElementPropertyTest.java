package org.xmppra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamSource;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import org.w3c.dom.Document;

/** Trees of any shape come back equal, whichever way they take. */
class XmlElementPropertyTest {
    private record Attribute(String prefix, String namespace, String name, String value) {}

    @Property(tries = 300)
    @Tag("IQ-36")
    void whatIsWrittenIsReadBackEqual(@ForAll("trees") XmlElement tree) throws Exception {
        XmlElement read = XmlElement.parse(tree.toXml());

        assertThat(read).isEqualTo(tree).hasSameHashCodeAs(tree);
        assertThat(read.toXml())
                .as("a second writing")
                .isEqualTo(XmlElement.parse(read.toXml()).toXml());
        assertThat(Serialization.copy(tree)).isEqualTo(tree);
    }

    @Property(tries = 200)
    @Tag("IQ-34")
    void everyFormOfATreeMeansTheSame(@ForAll("trees") XmlElement tree) {
        for (Class<?> form :
                List.of(XMLStreamReader.class, Document.class, DOMSource.class, SAXSource.class, StreamSource.class)) {
            assertThat(XmlElement.of(tree.as(form))).as(form.getSimpleName()).isEqualTo(tree);
        }
    }

    @Property(tries = 200)
    @Tag("IQ-36")
    void namespaceOfThePlaceIsNotLostAndDoesNotLeakIn(
            @ForAll("trees") XmlElement tree, @ForAll("namespaces") String inherited) {
        XmlOutput out =
                new XmlOutput(0).markup("<outer xmlns=").value(inherited).markup(">");
        tree.writeTo(out, inherited);
        XmlElement outer = XmlElement.parse(out.markup("</outer>").toString());

        assertThat(outer.content()).containsExactly(tree);
    }

    @Property(tries = 300)
    @Tag("IQ-36")
    void textIsCarriedExactlyOrRefusedAsAWhole(@ForAll("anyText") String text) {
        XmlElement.Builder builder = XmlElement.named("urn:x", "a");
        try {
            builder.attribute("k", text).text(text);
        } catch (IllegalArgumentException e) {
            assertThat(text.codePoints().allMatch(XmlElementPropertyTest::isXmlCharacter))
                    .as("refused without need")
                    .isFalse();
            return;
        }
        XmlElement read = XmlElement.parse(builder.build().toXml());
        assertThat(read.text()).isEqualTo(text);
        assertThat(read.attribute("k")).contains(text);
    }

    /** XML 1.0, production 2. */
    private static boolean isXmlCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c < 0xD800
                || c >= 0xE000 && c < 0xFFFE
                || c > 0xFFFF;
    }

    @Provide
    Arbitrary<XmlElement> trees() {
        return elements(3, namespaces());
    }

    @Provide
    Arbitrary<String> namespaces() {
        return Arbitraries.of("urn:x", "urn:y", "jabber:client", "urn:a'b\"c&<d>");
    }

    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.oneOf(Arbitraries.strings().all().ofMaxLength(6), text());
    }

    private Arbitrary<XmlElement> elements(int levels, Arbitrary<String> own) {
        Arbitrary<Object> text = text().map(Object.class::cast);
        Arbitrary<Object> nodes = levels == 1
                ? text
                : Arbitraries.frequencyOf(
                        Tuple.of(2, text),
                        Tuple.of(
                                3,
                                Arbitraries.lazy(() -> elements(levels - 1, inner()))
                                        .map(Object.class::cast)));
        return Combinators.combine(
                        Arbitraries.of("", "", "p", "q"),
                        own,
                        names(),
                        attributes().list().ofMaxSize(3),
                        nodes.list().ofMaxSize(4))
                .as(XmlElementPropertyTest::element);
    }

    /** Inside, an element may be in no namespace. */
    private Arbitrary<String> inner() {
        return Arbitraries.oneOf(namespaces(), Arbitraries.just(""));
    }

    private static Arbitrary<Attribute> attributes() {
        Arbitrary<Attribute> plain = Combinators.combine(names(), text()).as((n, v) -> new Attribute("", "", n, v));
        Arbitrary<Attribute> prefixed = Combinators.combine(
                        Arbitraries.of("p", "q", "r"), Arbitraries.of("urn:x", "urn:p"), names(), text())
                .as(Attribute::new);
        Arbitrary<Attribute> language =
                Arbitraries.of("en", "de-AT", "").map(value -> new Attribute("xml", Namespaces.XML, "lang", value));
        return Arbitraries.frequencyOf(Tuple.of(3, plain), Tuple.of(3, prefixed), Tuple.of(1, language));
    }

    private static XmlElement element(
            String prefix, String namespace, String name, List<Attribute> attributes, List<Object> nodes) {
        XmlElement.Builder builder = new XmlElement.Builder(namespace.isEmpty() ? "" : prefix, namespace, name);
        attributes.forEach(a -> builder.attribute(a.prefix(), a.namespace(), a.name(), a.value()));
        for (Object node : nodes) {
            if (node instanceof XmlElement child) {
                builder.child(child);
            } else {
                builder.text((String) node);
            }
        }
        return builder.build();
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "query", "_x-1.y", "\u00e9l\u00e9ment", "\u4e2d", "xmlx");
    }

    private static Arbitrary<String> text() {
        return Arbitraries.of(
                        "<",
                        ">",
                        "&",
                        "'",
                        "\"",
                        "]]>",
                        "\r",
                        "\n",
                        "\t",
                        " ",
                        "a",
                        "&amp;",
                        "<!--",
                        "<?x?>",
                        "</a>",
                        "\u0085",
                        "\u2028",
                        "\u00e9",
                        "\ufffd",
                        "\ud83d\ude00")
                .list()
                .ofMaxSize(5)
                .map(pieces -> String.join("", pieces));
    }
}
