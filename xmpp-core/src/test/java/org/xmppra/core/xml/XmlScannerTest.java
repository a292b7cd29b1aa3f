package org.xmppra.core.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.xmppra.core.stream.StreamErrorCondition.NOT_WELL_FORMED;
import static org.xmppra.core.stream.StreamErrorCondition.RESTRICTED_XML;
import static org.xmppra.core.stream.StreamErrorCondition.UNSUPPORTED_ENCODING;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;

/** The wire is written in ISO 8859-1, so that a test can put any byte on it; {@link #utf8} puts characters. */
@Tag("IQ-37")
class XmlScannerTest {
    private static final String HEADER =
            "<stream:stream xmlns='jabber:client' xmlns:stream='" + XmlHeader.STREAMS + "'>";

    static Stream<String> goodStanzas() {
        return Stream.of(
                "<a/>",
                "<a />",
                "<a></a>",
                "<a\r\n\t></a\r\n\t >",
                "<iq type='get' id=\"1\"></iq >",
                "<a b = '1'\tc\n=\n\"2\" />",
                "<a b='>' c=\"'/>\" d='\"'/>",
                "<a b=']]>'/>",
                "<a b='/'/>",
                "<a>></a>",
                "<a>]]</a>",
                "<a>]>]] ></a>",
                "<a>]]&gt;</a>",
                "<a>]<b/>]></a>",
                "<a>'\"/=!?-</a>",
                "<a>1\r\n2\r3\n4\t5</a>",
                "<a><![CDATA[]]></a>",
                "<a><![CDATA[]]]]></a>",
                "<a><![CDATA[]]]]]></a>",
                "<a><![CDATA[ ]] ]> </a><!-- --><?x?><!DOCTYPE & &foo; ]]></a>",
                "<a>]<![CDATA[]]]>]></a>",
                "<a><![CDATA[x]]>></a>",
                "<a>&lt;&gt;&amp;&apos;&quot;</a>",
                "<a b='&lt;&gt;&amp;&apos;&quot;'/>",
                "<a>&#9;&#x9;&#xA;&#xd;&#32;&#xD7FF;&#xe000;&#xFFFD;&#x10000;&#x10FFFF;&#1114111;&#0000065;</a>",
                "<a><b><c/></b><b></b></a>",
                "<a xmlns:p='urn:x'><p:b p:c='1'/></a>",
                "<_a.b-c1/>",
                "<xmlx/>",
                utf8("<a>\u007f\u0080\u07ff\u0800\ud7ff\ue000\ufffd\ufeff\ud800\udc00\udbff\udfff</a>"),
                utf8("<\u00e9l\u00e9ment \u4e2d='\ud83d\ude00'/>"));
    }

    static Stream<Arguments> badStanzas() {
        return Stream.of(
                Arguments.of("<!-- -->", RESTRICTED_XML),
                Arguments.of("<a><!-- --></a>", RESTRICTED_XML),
                Arguments.of("<a><b><!-", RESTRICTED_XML),
                Arguments.of("<?x y?>", RESTRICTED_XML),
                Arguments.of("<a><?x y?></a>", RESTRICTED_XML),
                Arguments.of("<?xml version='1.0'?>", RESTRICTED_XML),
                Arguments.of("<a><?xml version='1.0'?></a>", RESTRICTED_XML),
                Arguments.of("<!DOCTYPE a>", RESTRICTED_XML),
                Arguments.of("<a><!DOCTYPE a></a>", RESTRICTED_XML),
                Arguments.of("<a>&foo;</a>", RESTRICTED_XML),
                Arguments.of("<a b='&foo;'/>", RESTRICTED_XML),
                Arguments.of("<a>&longname;</a>", RESTRICTED_XML),
                Arguments.of("<a>&toolong", RESTRICTED_XML),
                Arguments.of("<a>&LT;</a>", RESTRICTED_XML),
                Arguments.of(utf8("<a>&\u00e9;</a>"), RESTRICTED_XML),
                Arguments.of("<a>&;</a>", NOT_WELL_FORMED),
                Arguments.of("<a>& </a>", NOT_WELL_FORMED),
                Arguments.of("<a>&amp </a>", NOT_WELL_FORMED),
                Arguments.of("<a>&1;</a>", NOT_WELL_FORMED),
                Arguments.of("<a>&#;</a>", NOT_WELL_FORMED),
                Arguments.of("<a>&#x;</a>", NOT_WELL_FORMED),
                Arguments.of("<a>&#X41;</a>", NOT_WELL_FORMED),
                Arguments.of("<a>&#a;</a>", NOT_WELL_FORMED),
                Arguments.of("<a>&#xg;</a>", NOT_WELL_FORMED),
                Arguments.of("<a>&#4x41;</a>", NOT_WELL_FORMED),
                Arguments.of(utf8("<a>&#\u0666\u0665;</a>"), NOT_WELL_FORMED),
                Arguments.of("<a>&#0;</a>", NOT_WELL_FORMED),
                Arguments.of("<a>&#x1F;</a>", NOT_WELL_FORMED),
                Arguments.of("<a>&#xD800;</a>", NOT_WELL_FORMED),
                Arguments.of("<a>&#xDFFF;</a>", NOT_WELL_FORMED),
                Arguments.of("<a>&#xFFFE;</a>", NOT_WELL_FORMED),
                Arguments.of("<a>&#x110000;</a>", NOT_WELL_FORMED),
                Arguments.of("<a>&#x100000041;</a>", NOT_WELL_FORMED),
                Arguments.of("<a b='&#8;'/>", NOT_WELL_FORMED),
                Arguments.of("<a>]]></a>", NOT_WELL_FORMED),
                Arguments.of("<a>x]]]></a>", NOT_WELL_FORMED),
                Arguments.of("<a>\0</a>", NOT_WELL_FORMED),
                Arguments.of("<a>\u0008</a>", NOT_WELL_FORMED),
                Arguments.of("<a>\u001b</a>", NOT_WELL_FORMED),
                Arguments.of("<a b='\u0001'/>", NOT_WELL_FORMED),
                Arguments.of("<a><![CDATA[\u0001]]></a>", NOT_WELL_FORMED),
                Arguments.of("<a\f/>", NOT_WELL_FORMED),
                Arguments.of("<:a/>", NOT_WELL_FORMED),
                Arguments.of("<a:/>", NOT_WELL_FORMED),
                Arguments.of("<a:b:c/>", NOT_WELL_FORMED),
                Arguments.of("<a b:='1'/>", NOT_WELL_FORMED),
                Arguments.of("<a xmlns:='urn:a'/>", NOT_WELL_FORMED),
                Arguments.of("<a :b='1'/>", NOT_WELL_FORMED),
                Arguments.of("<a b::c='1'/>", NOT_WELL_FORMED),
                Arguments.of("<a></a:>", NOT_WELL_FORMED),
                Arguments.of(utf8("<a>\ufffe</a>"), NOT_WELL_FORMED),
                Arguments.of(utf8("<a>\uffff</a>"), NOT_WELL_FORMED),
                Arguments.of(utf8("<a b='\uffff'/>"), NOT_WELL_FORMED),
                Arguments.of("\u00ef\u00bb\u00bf<a/>", NOT_WELL_FORMED),
                Arguments.of("<a/>\u00ef\u00bb\u00bf", NOT_WELL_FORMED),
                Arguments.of("text", NOT_WELL_FORMED),
                Arguments.of(" text", NOT_WELL_FORMED),
                Arguments.of("<a/>text", NOT_WELL_FORMED),
                Arguments.of("&amp;", NOT_WELL_FORMED),
                Arguments.of("\0", NOT_WELL_FORMED),
                Arguments.of(utf8("\u00a0"), NOT_WELL_FORMED),
                Arguments.of("<![CDATA[ ]]>", NOT_WELL_FORMED),
                Arguments.of("<a><![cdata[]]></a>", NOT_WELL_FORMED),
                Arguments.of("<a><![CDATA ]]></a>", NOT_WELL_FORMED),
                Arguments.of("<a><!ELEMENT a></a>", NOT_WELL_FORMED),
                Arguments.of("< a/>", NOT_WELL_FORMED),
                Arguments.of("<>", NOT_WELL_FORMED),
                Arguments.of("<1/>", NOT_WELL_FORMED),
                Arguments.of("<-a/>", NOT_WELL_FORMED),
                Arguments.of("<a!/>", NOT_WELL_FORMED),
                Arguments.of("<a/ >", NOT_WELL_FORMED),
                Arguments.of("<a//>", NOT_WELL_FORMED),
                Arguments.of("<a<", NOT_WELL_FORMED),
                Arguments.of("<a b/>", NOT_WELL_FORMED),
                Arguments.of("<a b>", NOT_WELL_FORMED),
                Arguments.of("<a b c='1'/>", NOT_WELL_FORMED),
                Arguments.of("<a b=1/>", NOT_WELL_FORMED),
                Arguments.of("<a b=>", NOT_WELL_FORMED),
                Arguments.of("<a b='1'c='2'/>", NOT_WELL_FORMED),
                Arguments.of("<a b='1''/>", NOT_WELL_FORMED),
                Arguments.of("<a 'b'/>", NOT_WELL_FORMED),
                Arguments.of("<a =''/>", NOT_WELL_FORMED),
                Arguments.of("<a 1='1'/>", NOT_WELL_FORMED),
                Arguments.of("<a b='<'/>", NOT_WELL_FORMED),
                Arguments.of("<a></ a>", NOT_WELL_FORMED),
                Arguments.of("<a></>", NOT_WELL_FORMED),
                Arguments.of("<a></a b='1'>", NOT_WELL_FORMED),
                Arguments.of("<a></a/>", NOT_WELL_FORMED),
                Arguments.of("<a></a<", NOT_WELL_FORMED),
                Arguments.of("</a>", NOT_WELL_FORMED),
                Arguments.of("<a/></a>", NOT_WELL_FORMED),
                Arguments.of("<a></a></a>", NOT_WELL_FORMED),
                Arguments.of("</stream>", NOT_WELL_FORMED),
                Arguments.of("</stream:streams>", NOT_WELL_FORMED),
                Arguments.of("<a>\u0080</a>", UNSUPPORTED_ENCODING),
                Arguments.of("<a>\u00c3</a>", UNSUPPORTED_ENCODING),
                Arguments.of("<a>\u00c3x\u0080</a>", UNSUPPORTED_ENCODING),
                Arguments.of("<a b='\u00c3x\u0080'/>", UNSUPPORTED_ENCODING),
                Arguments.of("<a>\u00e2\u0082</a>", UNSUPPORTED_ENCODING),
                Arguments.of("<a>\u00f0\u009f\u0098</a>", UNSUPPORTED_ENCODING),
                Arguments.of("<a>\u00c0\u00bc</a>", UNSUPPORTED_ENCODING),
                Arguments.of("<a>\u00c1\u0081</a>", UNSUPPORTED_ENCODING),
                Arguments.of("<a>\u00e0\u009f\u00bf</a>", UNSUPPORTED_ENCODING),
                Arguments.of("<a>\u00f0\u008f\u00bf\u00bf</a>", UNSUPPORTED_ENCODING),
                Arguments.of("<a>\u00ed\u00a0\u0080</a>", UNSUPPORTED_ENCODING),
                Arguments.of("<a>\u00ed\u00bf\u00bf</a>", UNSUPPORTED_ENCODING),
                Arguments.of("<a>\u00f4\u0090\u0080\u0080</a>", UNSUPPORTED_ENCODING),
                Arguments.of("<a>\u00f5\u0080\u0080\u0080</a>", UNSUPPORTED_ENCODING),
                Arguments.of("<a>\u00ff</a>", UNSUPPORTED_ENCODING),
                Arguments.of("<a b='\u00ff'/>", UNSUPPORTED_ENCODING),
                Arguments.of("<a><![CDATA[\u00fe]]></a>", UNSUPPORTED_ENCODING),
                Arguments.of("<\u00ff/>", UNSUPPORTED_ENCODING));
    }

    static Stream<String> goodHeaders() {
        return Stream.of(
                HEADER,
                " \r\n" + HEADER,
                "<?xml version='1.0'?>" + HEADER,
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + HEADER,
                "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\r\n" + HEADER,
                "<?xml\tversion = '1.0'\nstandalone='no'?>" + HEADER);
    }

    static Stream<Arguments> badHeaders() {
        return Stream.of(
                Arguments.of(" <?xml version='1.0'?>" + HEADER, RESTRICTED_XML),
                Arguments.of("<?xml version='1.0'?><?xml version='1.0'?>" + HEADER, RESTRICTED_XML),
                Arguments.of("<?x y?>" + HEADER, RESTRICTED_XML),
                Arguments.of("<?xml-stylesheet version='1.0'?>" + HEADER, RESTRICTED_XML),
                Arguments.of("<!-- -->" + HEADER, RESTRICTED_XML),
                Arguments.of("<!DOCTYPE a [<!ENTITY b 'c'>]>" + HEADER, RESTRICTED_XML),
                Arguments.of("<s a='&b;'>", RESTRICTED_XML),
                Arguments.of("<?xml ?>" + HEADER, NOT_WELL_FORMED),
                Arguments.of("<?xml version='1.1'?>" + HEADER, NOT_WELL_FORMED),
                Arguments.of("<?xml encoding='UTF-8'?>" + HEADER, NOT_WELL_FORMED),
                Arguments.of("<?xml version='1.0\"?>" + HEADER, NOT_WELL_FORMED),
                Arguments.of("<?xml version='1.0'standalone='yes'?>" + HEADER, NOT_WELL_FORMED),
                Arguments.of("<?xml version='1.0' ? ?>" + HEADER, NOT_WELL_FORMED),
                Arguments.of("\u00ef\u00bb\u00bf" + HEADER, NOT_WELL_FORMED),
                Arguments.of("text" + HEADER, NOT_WELL_FORMED),
                Arguments.of("</stream:stream>", NOT_WELL_FORMED),
                Arguments.of("<?xml version='1.0' encoding='ISO-8859-1'?>" + HEADER, UNSUPPORTED_ENCODING),
                Arguments.of("<?xml version='1.0' encoding=\"utf-16\"?>" + HEADER, UNSUPPORTED_ENCODING),
                Arguments.of("<s a='\u00ff'>", UNSUPPORTED_ENCODING));
    }

    @ParameterizedTest
    @MethodSource("goodStanzas")
    void aGoodStanzaIsOneFrameHoweverItIsSplit(String wire) throws StreamException {
        String stream = HEADER + "\n " + wire + "\r\n\t" + wire + "</stream:stream >";
        List<String> expected = List.of("H" + HEADER, unicode(wire), unicode(wire), "close");

        byte[] bytes = latin1(stream);
        assertThat(oneByOne(bytes)).isEqualTo(expected);
        for (int i = 0; i <= bytes.length; i++) {
            assertThat(split(bytes, i, i)).isEqualTo(expected);
        }
        for (int i = HEADER.length(); i < bytes.length; i += 3) {
            assertThat(split(bytes, i, Math.min(bytes.length, i + 4))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("goodStanzas")
    void aGoodStanzaIsReadByTheParser(String wire) throws StreamException {
        XmlHeader header = XmlParser.parseHeader(latin1(HEADER));

        XmlElement element = XmlParser.parse(new XmlFrame.Element(latin1(wire)), header);

        assertThat(element.namespace()).isEqualTo("jabber:client");
        assertThat(XmlParser.parse(new XmlFrame.Element(XmlWriter.write(element, "jabber:client")), header))
                .isEqualTo(element);
    }

    @ParameterizedTest
    @MethodSource("goodStanzas")
    void aGoodStanzaIsAGoodDocument(String wire) throws StreamException {
        XmlScanner.checkDocument(latin1(wire), XmlLimits.DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("badStanzas")
    void aBadStanzaIsRefusedHoweverItIsSplit(String wire, StreamErrorCondition expected) {
        byte[] bytes = latin1(HEADER + wire);

        assertThat(refusal(() -> oneByOne(bytes))).isEqualTo(expected);
        for (int i = HEADER.length(); i <= bytes.length; i++) {
            int at = i;
            assertThat(refusal(() -> split(bytes, at, at))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("badStanzas")
    void aBadStanzaIsABadDocument(String wire, StreamErrorCondition expected) {
        assertThat(refusal(() -> XmlScanner.checkDocument(latin1(wire), XmlLimits.DEFAULT)))
                .isIn(expected, NOT_WELL_FORMED);
    }

    @ParameterizedTest
    @MethodSource("goodHeaders")
    void aGoodHeaderIsAFrameWithoutItsDeclaration(String wire) throws StreamException {
        assertThat(oneByOne(latin1(wire + "<a/>"))).containsExactly("H" + HEADER, "<a/>");
    }

    @ParameterizedTest
    @MethodSource("badHeaders")
    void aBadHeaderIsRefused(String wire, StreamErrorCondition expected) {
        assertThat(refusal(() -> oneByOne(latin1(wire)))).isEqualTo(expected);
        assertThat(refusal(() -> Wire.feed(scanner(), latin1(wire)))).isEqualTo(expected);
    }

    @Test
    void documentsAreExactlyOneElement() {
        for (String wire :
                List.of("", " <a/>", "<a/> ", "<a/><b/>", "<a>", "<a", "<?xml version='1.0'?><a/>", "</a>")) {
            assertThat(refusal(() -> XmlScanner.checkDocument(latin1(wire), XmlLimits.DEFAULT)))
                    .as(wire)
                    .isIn(NOT_WELL_FORMED, RESTRICTED_XML);
        }
    }

    @Test
    void aHeaderThatClosesItselfIsAStreamOpenedAndClosed() throws StreamException {
        assertThat(Wire.feed(scanner(), latin1("<s/>"))).containsExactly("H<s/>", "close");
    }

    @Test
    void whatFollowsTheClosingTagIsDropped() throws StreamException {
        assertThat(Wire.feed(scanner(), latin1("<s></s><!-- -->\0"))).containsExactly("H<s>", "close");
    }

    @Test
    void nothingComesOutAfterAnError() throws StreamException {
        XmlScanner scanner = scanner();
        assertThat(refusal(() -> Wire.feed(scanner, latin1("<s><a><!--")))).isEqualTo(RESTRICTED_XML);

        scanner.restart();

        assertThat(Wire.feed(scanner, latin1("<s><a/>"))).isEmpty();
    }

    @Test
    void nothingBehindAFrameIsLookedAtBeforeTheNextCall() throws StreamException {
        XmlScanner scanner = scanner();
        byte[] in = latin1("<s><a/><!-- -->");

        int first = scanner.scan(in, 0, in.length);
        int second = scanner.scan(in, first, in.length);

        assertThat(first).isEqualTo("<s>".length());
        assertThat(second).isEqualTo("<s><a/>".length());
    }

    @Test
    void aRestartedStreamMayBeginWithADeclarationAgain() throws StreamException {
        XmlScanner scanner = scanner();
        Wire.feed(scanner, latin1("<?xml version='1.0'?><s><a/>"));

        scanner.restart();

        assertThat(Wire.feed(scanner, latin1("<?xml version='1.0'?><t><a/></t>")))
                .containsExactly("H<t>", "<a/>", "close");
    }

    /** A tag that is here as a whole is passed over by other code than one that comes in pieces. */
    @Test
    void whateverStandsInATagIsJudgedTheSameAsAWholeAndByteByByte() {
        String tag = "<s><p:a b='1' c:d=\"2\"  e ='' xml:f='&lt;' g='h\"i'/></s>";
        for (int at = 3; at < tag.length(); at++) {
            for (char c : "ab1 \t\0-:=<>&/'\"]\u0080\u00c3\u00a9".toCharArray()) {
                for (int replaced = 0; replaced < 2; replaced++) {
                    byte[] wire = latin1(tag.substring(0, at) + c + tag.substring(at + replaced));
                    assertThat(outcome(() -> oneByOne(wire)))
                            .as(unicode(tag) + " with U+%04x at %d", (int) c, at)
                            .isEqualTo(outcome(() -> Wire.feed(scanner(), wire)));
                }
            }
        }
    }

    /** What means nothing is passed over in words of eight bytes: each byte at each place of a word. */
    @Test
    void whateverStandsInLongTextIsJudgedTheSameAsAWholeAndByteByByte() {
        for (String around : List.of("<s>|</s>", "<s a='|'/>", "<s a=\"|\"/>", "<s><![CDATA[|]]></s>", "<s>]]|</s>")) {
            for (int at = 0; at < 20; at++) {
                for (char c = 0; c <= 0xFF; c++) {
                    byte[] wire = latin1(around.replace("|", "x".repeat(at) + c + "x".repeat(20 - at)));
                    assertThat(outcome(() -> oneByOne(wire)))
                            .as(unicode(around) + " with U+%04x at %d", (int) c, at)
                            .isEqualTo(outcome(() -> Wire.feed(scanner(), wire)));
                }
            }
        }
    }

    private static Object outcome(Callable<List<String>> scan) {
        try {
            return scan.call();
        } catch (Exception e) {
            return e.getMessage();
        }
    }

    private static StreamErrorCondition refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        StreamException refused = catchThrowableOfType(StreamException.class, call);
        return refused == null ? null : refused.condition();
    }

    private static List<String> oneByOne(byte[] bytes) throws StreamException {
        XmlScanner scanner = scanner();
        List<String> frames = new ArrayList<>();
        for (byte b : bytes) {
            Wire.feed(scanner, new byte[] {b}, 0, 1, frames);
        }
        return frames;
    }

    private static List<String> split(byte[] bytes, int first, int second) throws StreamException {
        XmlScanner scanner = scanner();
        List<String> frames = new ArrayList<>();
        Wire.feed(scanner, bytes, 0, first, frames);
        Wire.feed(scanner, bytes, first, second, frames);
        Wire.feed(scanner, bytes, second, bytes.length, frames);
        return frames;
    }

    private static XmlScanner scanner() {
        return new XmlScanner(XmlLimits.DEFAULT);
    }

    /** Each byte of a text's UTF-8 as a character. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String unicode(String wire) {
        return new String(latin1(wire), StandardCharsets.UTF_8);
    }

    private static byte[] latin1(String wire) {
        return wire.getBytes(StandardCharsets.ISO_8859_1);
    }
}
