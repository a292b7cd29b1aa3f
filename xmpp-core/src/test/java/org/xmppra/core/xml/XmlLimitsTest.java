package org.xmppra.core.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;

@Tag("IQ-37")
class XmlLimitsTest {
    private static final XmlLimits SMALL = new XmlLimits(100, 3, 2, 5);

    @Test
    void aStanzaOfExactlyTheLimitPassesAndOneByteMoreIsRefused() throws StreamException {
        String fits = "<a>" + "x".repeat(93) + "</a>";

        assertThat(feed(SMALL, fits + fits)).hasSize(3);
        assertRefused("longer than 100 bytes", "<a>" + "x".repeat(94) + "</a>");
    }

    @Test
    void aHeaderIsLimitedLikeAStanza() {
        XmlScanner scanner = new XmlScanner(SMALL);

        assertPolicyViolation(
                "longer than 100 bytes", () -> Wire.feed(scanner, Wire.bytes("<s a='" + "x".repeat(100))));
    }

    @Test
    void anXmlDeclarationIsLimitedLikeAStanza() {
        XmlScanner scanner = new XmlScanner(SMALL);

        assertPolicyViolation(
                "longer than 100 bytes", () -> Wire.feed(scanner, Wire.bytes("<?xml " + "x".repeat(100))));
    }

    @Test
    void whiteSpaceBetweenStanzasHasNoLimitAndTakesNoMemory() throws StreamException {
        XmlScanner scanner = new XmlScanner(SMALL);

        List<String> frames = Wire.feed(scanner, Wire.bytes("<s>" + " ".repeat(10_000) + "<a/>"));

        assertThat(frames).containsExactly("H<s>", "<a/>");
        assertThat(scanner.copied()).isLessThan(100);
    }

    @Test
    void elementsAreLimitedInDepthWhetherEmptyOrNot() throws StreamException {
        assertThat(feed(SMALL, "<a><b><c></c><c/></b></a>")).hasSize(2);
        assertRefused("deeper than 3", "<a><b><c><d/>");
        assertRefused("deeper than 3", "<a><b><c><d>");
    }

    @Test
    void attributesOfOneTagAreLimitedDeclarationsIncluded() throws StreamException {
        assertThat(feed(SMALL, "<a xmlns='x' b='2'><c d='1' e='2'/></a>")).hasSize(2);
        assertRefused("more than 2 attributes", "<a xmlns='x' b='2' c='3'/>");
    }

    @Test
    void namesAreLimitedInBytes() throws StreamException {
        assertThat(feed(SMALL, "<a:bcd e\u20acf='1'/>")).hasSize(2);
        assertRefused("a name is longer", "<a:bcde");
        assertRefused("a name is longer", "<a bcdefg");
        assertRefused("a name is longer", "<a \u20ac\u20ac");
        assertRefused("a name is longer", "<a></abcdef");
    }

    @Test
    void anAttributeOfTenMegabytesIsRefusedAtTheLimitInBoundedMemory() {
        XmlScanner scanner = new XmlScanner(XmlLimits.DEFAULT);
        byte[] chunk = "x".repeat(1000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        int[] fed = new int[1];
        int[] held = new int[1];

        assertPolicyViolation("bytes", () -> {
            Wire.feed(scanner, Wire.bytes("<s><a b='"));
            for (; fed[0] < 10_000_000; fed[0] += chunk.length) {
                Wire.feed(scanner, chunk);
                held[0] = Math.max(held[0], scanner.capacity());
            }
        });

        assertThat(fed[0]).isLessThanOrEqualTo(XmlLimits.DEFAULT.maxBytes());
        assertThat(held[0]).isLessThanOrEqualTo(XmlLimits.DEFAULT.maxBytes());
        assertThat(scanner.capacity()).isZero();
    }

    @Test
    void aMillionAttributesAreRefusedAtTheFirstTooMany() {
        XmlScanner scanner = new XmlScanner(new XmlLimits(Integer.MAX_VALUE, 64, 128, 1024));
        StringBuilder tag = new StringBuilder("<s><a");
        for (int i = 0; i < 1_000_000; i++) {
            tag.append(" a").append(i).append("=''");
        }

        assertPolicyViolation("more than 128 attributes", () -> Wire.feed(scanner, Wire.bytes(tag.toString())));
        assertThat(scanner.copied()).isLessThan(10);
    }

    @Test
    void aDepthOfHundredThousandIsRefusedAtTheFirstTooDeep() {
        XmlScanner scanner = new XmlScanner(new XmlLimits(Integer.MAX_VALUE, 64, 128, 1024));
        List<String> frames = new ArrayList<>();
        byte[] deep = Wire.bytes("<s>" + "<a>".repeat(100_000));

        assertPolicyViolation("deeper than 64", () -> Wire.feed(scanner, deep, 0, 3 + 65 * 3, frames));
        assertThat(frames).containsExactly("H<s>");
    }

    @Test
    void bytesThatComeOneByOneAreCopiedALinearNumberOfTimes() throws StreamException {
        XmlScanner scanner = new XmlScanner(XmlLimits.DEFAULT);
        byte[] stanza = Wire.bytes("<s><a b='" + "x".repeat(100_000) + "'>" + "y".repeat(100_000) + "</a>");

        List<String> frames = new ArrayList<>();
        for (byte b : stanza) {
            Wire.feed(scanner, new byte[] {b}, 0, 1, frames);
        }

        assertThat(frames).hasSize(2);
        // Each byte once when it comes, less than once on average for doubling, and once when the frame is handed over.
        assertThat(scanner.copied()).isLessThan(4L * stanza.length);
    }

    @Test
    void aStanzaThatComesInOneReadIsNotCopied() throws StreamException {
        XmlScanner scanner = new XmlScanner(XmlLimits.DEFAULT);
        byte[] stanzas = Wire.bytes("<s>" + "<a>text</a>".repeat(1000));

        Wire.feed(scanner, stanzas);

        assertThat(scanner.copied()).isZero();
    }

    @Test
    void noMemoryIsHeldBetweenFrames() throws StreamException {
        XmlScanner scanner = new XmlScanner(XmlLimits.DEFAULT);
        Wire.feed(scanner, Wire.bytes("<s><a>" + "x".repeat(10_000)));
        assertThat(scanner.capacity()).isGreaterThanOrEqualTo(10_000);

        Wire.feed(scanner, Wire.bytes("</a>\n"));

        assertThat(scanner.capacity()).isZero();
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new XmlLimits(0, 1, 1, 1));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new XmlLimits(1, 0, 1, 1));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new XmlLimits(1, 1, 0, 1));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new XmlLimits(1, 1, 1, 0));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new XmlLimits(1, 257, 1, 1));
    }

    @Test
    void whatTheScannerLetsThroughAtItsLimitsTheParserReads() throws StreamException {
        XmlLimits limits = new XmlLimits(1024 * 1024, 256, 500, 1024);
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 499; i++) {
            attributes.append(" a").append(i).append("='1'");
        }
        String wire = "<a xmlns='urn:x' " + attributes + "><" + "n".repeat(1024) + " b='" + "v".repeat(700_000) + "'/>"
                + "<d>".repeat(255) + "t".repeat(100_000) + "</d>".repeat(255) + "</a>";

        XmlScanner.checkDocument(Wire.bytes(wire), limits);

        assertThat(XmlParser.parse(new XmlFrame.Element(Wire.bytes(wire)), XmlHeader.NONE)
                        .attributes())
                .hasSize(499);
    }

    private static List<String> feed(XmlLimits limits, String wire) throws StreamException {
        return Wire.feed(new XmlScanner(limits), Wire.bytes("<s>" + wire));
    }

    private static void assertRefused(String reason, String wire) {
        assertPolicyViolation(reason, () -> feed(SMALL, wire));
    }

    private static void assertPolicyViolation(String reason, ThrowableAssert.ThrowingCallable call) {
        StreamException refused = catchThrowableOfType(StreamException.class, call);
        assertThat(refused).hasMessageContaining(reason);
        assertThat(refused.condition()).isEqualTo(StreamErrorCondition.POLICY_VIOLATION);
    }
}
