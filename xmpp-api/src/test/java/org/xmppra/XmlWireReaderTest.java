package org.xmppra;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("IQ-37")
class XmlWireReaderTest {
    @Test
    void elementIsInTheNamespacesThatAreDeclaredAroundIt() {
        XmlElement element = read(
                "<iq p:a='1'><p:q/></iq>",
                List.of(new XmlElement.Declaration("", "urn:outer"), new XmlElement.Declaration("p", "urn:p")));

        assertThat(element.is("urn:outer", "iq")).isTrue();
        assertThat(element.attribute("urn:p", "a")).hasValue("1");
        assertThat(element.children()).singleElement().satisfies(q -> {
            assertThat(q.is("urn:p", "q")).isTrue();
            assertThat(q.prefix()).isEqualTo("p");
        });
        assertThat(element.declarations()).isEmpty();
    }

    @Test
    void laterDeclarationsHideEarlierOnes() {
        List<XmlElement.Declaration> outer =
                List.of(new XmlElement.Declaration("p", "urn:1"), new XmlElement.Declaration("p", "urn:2"));

        assertThat(read("<p:a/>", outer).namespace()).isEqualTo("urn:2");
    }

    @Test
    void namespacesEndWithTheirElement() {
        XmlElement element = read("<a xmlns='urn:a'><b xmlns='urn:b' xmlns:p='urn:p'><p:c/></b><d/></a>");

        assertThat(element.children()).extracting(XmlElement::namespace).containsExactly("urn:b", "urn:a");
        assertRefused("<a><b xmlns:p='urn:p'/><p:c/></a>");
    }

    @Test
    void attributesMayComeBeforeTheDeclarationOfTheirPrefix() {
        assertThat(read("<a p:x='1' xmlns:p='urn:p'/>").attribute("urn:p", "x")).hasValue("1");
    }

    @Test
    void emptyDeclarationEndsTheDefaultNamespace() {
        assertThat(read("<a xmlns='urn:a'><b xmlns=''/></a>").children())
                .singleElement()
                .satisfies(b -> assertThat(b.namespace()).isEmpty());
    }

    /** XML 1.0 §2.11, §3.3.3, §4.1, §2.7: what the text of a document stands for. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "x\\r\\ny\\rz, x\\ny\\nz",
                "&#13;&#10;&#xD;, \\r\\n\\r",
                "&lt;&gt;&amp;&apos;&quot;, <>&'\"",
                "&#65;&#x42;&#x10FFFF;, AB\udbff\udfff",
                "<![CDATA[<&>]] x]]>, <&>]] x",
                "a<![CDATA[b\\r\\nc]]>d<![CDATA[]]>, ab\\ncd",
                "]]&gt;]>] ]>, ]]>]>] ]>",
                "\u00e4\u20ac\ud83d\ude00\ufffd, \u00e4\u20ac\ud83d\ude00\ufffd",
                "'\"\t\u007f, '\"\t\u007f",
            })
    void textIsWhatXmlSaysItIs(String wire, String text) {
        XmlElement element = read("<a xmlns='urn:a'>" + unescaped(wire) + "</a>");

        assertThat(element.text()).isEqualTo(unescaped(text));
        assertThat(element.content()).as("neighbouring pieces are one").hasSize(1);
        assertThat(element).isEqualTo(XmlElement.parse("<a xmlns='urn:a'>" + unescaped(wire) + "</a>"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "x\\ty\\nz\\rw\\r\\nv, x y z w v",
                "&#9;&#10;&#13;, \\t\\n\\r",
                "&apos;&quot;\"]]>, '\"\"]]>",
                "\u00e4\ud83d\ude00, \u00e4\ud83d\ude00",
            })
    void valueIsWhatXmlSaysItIs(String wire, String value) {
        String document = "<a xmlns='urn:a' b='" + unescaped(wire) + "'/>";

        assertThat(read(document).attribute("b")).hasValue(unescaped(value));
        assertThat(read(document)).isEqualTo(XmlElement.parse(document));
    }

    /** What means nothing is passed over in words of eight bytes: each byte at each place of a word. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<s>|</s>",
                "<s from='|'/>",
                "<s id=\"|\"/>",
                "<s><t a='|'/></s>",
                "<s><![CDATA[|]]></s>",
                "<s>]]|</s>",
            })
    void whateverStandsInLongTextIsReadAsElsewhere(String around) {
        int taken = 0;
        for (int at = 0; at < 20; at++) {
            for (char c = 0; c <= 0xFF; c++) {
                String wire = around.replace("|", "x".repeat(at) + c + "x".repeat(20 - at));
                taken += BothReaders.agree(wire.getBytes(ISO_8859_1)) ? 1 : 0;
            }
        }
        assertThat(taken).isBetween(20 * 90, 20 * 128);
    }

    @Test
    void valuesThatPeersRepeatAreNotMistakenForEachOther() {
        // Of the same length and hash.
        for (String value : List.of("AaAa", "BBBB", "AaBB", "BBAa", "AaAa", "AaA", "AaAa&amp;")) {
            assertThat(read("<a from='" + value + "'/>").attribute("from")).hasValue(value.replace("amp;", ""));
            assertThat(read("<a xmlns=\"" + value + "\"/>").namespace()).isEqualTo(value.replace("amp;", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a b=\"'\" c = '\"'\n d\t='' ></a >",
                "<\u00e4-1.\u00b7 xmlns:\u00f6='urn:x' \u00f6:\u00fc='1'></\u00e4-1.\u00b7>",
                "<a xml:lang='de' xmlns:xml='http://www.w3.org/XML/1998/namespace'><xml:b/></a>",
                "<a x='1' y='1'/>",
                "<a xmlns:p='urn:p' x='1' p:x='1'/>",
                "<a><b/>text<b></b></a>",
            })
    void soIsWhatIsReadElsewhere(String wire) {
        String xml = wire.replaceFirst("^<(\\S+?)(?=[ />])", "<$1 xmlns='urn:x:default'");

        assertThat(read(xml)).isEqualTo(XmlElement.parse(xml));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " <a/>",
                "<a/> ",
                "<a/><a/>",
                "\ufeff<a/>",
                "a",
                "<",
                "<a",
                "<a ",
                "<a/",
                "<a b",
                "<a b=",
                "<a b='",
                "<a b=''",
                "<a>",
                "<a>x",
                "<a></",
                "<a></a",
                "<a></b>",
                "<a></ab>",
                "<ab></a>",
                "<a><b></a></b>",
                "<p:a xmlns:p='urn:p'></a>",
                "</a>",
                "< a/>",
                "<a/ >",
                "<a / >",
                "<a b/>",
                "<a b=c/>",
                "<a b='1'c='2'/>",
                "<a b='<'/>",
                "<a b='1' b='2'/>",
                "<a xmlns:p='urn:x' xmlns:q='urn:x' p:b='' q:b=''/>",
                "<a xmlns='urn:a' xmlns='urn:a'/>",
                "<a xmlns:p='urn:p' xmlns:p='urn:p'/>",
                "<p:a/>",
                "<a p:b=''/>",
                "<a xmlns:p=''/>",
                "<a xmlns:xml='urn:x'/>",
                "<a xmlns:xmlns='urn:x'/>",
                "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
                "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>",
                "<xmlns:a/>",
                "<a xmlns:='urn:x'/>",
                "<a:/>",
                "<:a/>",
                "<a:b:c xmlns:a='urn:a'/>",
                "<1a/>",
                "<-a/>",
                "<a\u00d7/>",
                "<a b\u2028='1'/>",
                "<a>&</a>",
                "<a>&;</a>",
                "<a>&lt</a>",
                "<a>&foo;</a>",
                "<a>&#;</a>",
                "<a>&#x;</a>",
                "<a>&#X41;</a>",
                "<a>&#-1;</a>",
                "<a>&#+65;</a>",
                "<a>&#0;</a>",
                "<a>&#8;</a>",
                "<a>&#xD800;</a>",
                "<a>&#xFFFF;</a>",
                "<a>&#x110000;</a>",
                "<a>&#99999999999999999999;</a>",
                "<a>&#4294967361;</a>",
                "<a>&#\u0661;</a>",
                "<a>]]></a>",
                "<a>x]]]></a>",
                "<a><![CDATA[</a>",
                "<a><![CDATA[x]]</a>",
                "<a><![cdata[x]]></a>",
                "<![CDATA[x]]>",
                "<a><![CDATA[\u0001]]></a>",
                "<a><!-- x --></a>",
                "<a><?x y?></a>",
                "<?xml version='1.0'?><a/>",
                "<!DOCTYPE a><a/>",
                "<a>\u0000</a>",
                "<a>\u0001</a>",
                "<a b='\u0001'/>",
                "<a>\ufffe</a>",
                "<a b='\uffff'/>",
                "<a\u0000/>",
            })
    void whatIsNotOneElementIsRefused(String wire) {
        assertRefused(wire);
    }

    /** Each of them in text, in a value, in a name and in CDATA: an overlong slash, half a character, a surrogate, one beyond Unicode. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00c0\u00af",
                "\u00e2\u0082",
                "\u0080",
                "\u00ed\u00a0\u0080",
                "\u00f4\u0090\u0080\u0080",
                "\u00ff"
            })
    void whatIsNoUtf8IsRefused(String octets) {
        for (String place : List.of("<a>%s</a>", "<a b='%s'/>", "<a%s/>", "<a><![CDATA[%s]]></a>", "<a>\ufffd%s</a>")) {
            byte[] utf8 = place.formatted(octets).getBytes(ISO_8859_1);
            assertThatIllegalArgumentException().isThrownBy(() -> read(utf8));
        }
    }

    @Test
    void everyBeginningOfAnElementIsRefused() {
        byte[] whole = "<a xmlns:p='urn:p' p:b=\"\u20ac\"><![CDATA[x]]>&amp;<c/> </a >".getBytes(UTF_8);

        assertThat(read(whole).name()).isEqualTo("a");
        for (int length = 0; length < whole.length; length++) {
            int end = length;
            assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.read(whole, 0, end, List.of()));
            byte[] part = Arrays.copyOf(whole, length);
            assertThatIllegalArgumentException().isThrownBy(() -> read(part));
        }
    }

    @Test
    void messageSaysWhatIsWrongAndWhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("<a><b></c></a>"))
                .withMessage("an end tag that closes another element, at byte 8 of 14");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("<p:a/>"))
                .withMessageContaining("'p' is not declared");
    }

    @Test
    void nestingEndsWhereTreesEnd() {
        assertThat(read(nested(256)).depth()).isEqualTo(256);
        assertRefused(nested(257));
        assertRefused("<a>".repeat(1_000_000));
    }

    @Test
    void namesThatPushEachOtherOutOfTheCacheAreReadRightly() {
        List<String> names = IntStream.range(0, 5_000).mapToObj(i -> "name" + i).toList();
        for (int round = 0; round < 2; round++) {
            for (String name : names) {
                assertThat(read("<" + name + " " + name + "='1'/>"))
                        .satisfies(a -> assertThat(a.name()).isEqualTo(name))
                        .satisfies(a -> assertThat(a.attribute(name)).hasValue("1"));
            }
        }
    }

    @Test
    void namesOfManyThreadsAreReadRightly() {
        assertThat(IntStream.range(0, 20_000).parallel().filter(i -> {
                    String name = "n" + i % 1_500;
                    return read("<" + name + "/>").name().equals(name);
                }))
                .hasSize(20_000);
    }

    private static String nested(int levels) {
        return "<a>".repeat(levels) + "</a>".repeat(levels);
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
    }

    private static XmlElement read(String wire) {
        return read(wire, List.of());
    }

    private static XmlElement read(String wire, List<XmlElement.Declaration> outer) {
        byte[] utf8 = wire.getBytes(UTF_8);
        return XmlElement.read(utf8, 0, utf8.length, outer);
    }

    private static XmlElement read(byte[] utf8) {
        return XmlElement.read(utf8, 0, utf8.length, List.of());
    }

    private static void assertRefused(String wire) {
        assertThatIllegalArgumentException().as(wire).isThrownBy(() -> read(wire));
    }
}
