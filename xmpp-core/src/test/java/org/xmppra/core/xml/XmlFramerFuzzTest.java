package org.xmppra.core.xml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.xml.TwoReaders.Reading;

/** Any bytes on the wire. */
@Tag("IQ-37")
class XmlFramerFuzzTest {
    /** So low that the fuzzer reaches each of them. */
    private static final XmlLimits LOW = new XmlLimits(256, 8, 4, 16);

    private static final TwoReaders READERS = new TwoReaders();

    /** What came out of a scanner: frames, and the error that ended it. */
    private record Outcome(List<String> frames, String error) {}

    @FuzzTest(maxDuration = "60s")
    void piecesMakeNoDifferenceAndMemoryIsBounded(byte[] stream) {
        for (XmlLimits limits : List.of(XmlLimits.DEFAULT, LOW)) {
            Outcome together = scanned(stream, stream.length, limits);

            assertThat(scanned(stream, 1, limits)).as("byte by byte").isEqualTo(together);
            assertThat(scanned(stream, 7, limits)).as("in pieces of seven").isEqualTo(together);
        }
    }

    /** Otherwise one of two readers could be made to see a stanza that the other does not. */
    @FuzzTest(maxDuration = "60s")
    void framerAndParserNeverDisagree(byte[] stream) {
        Reading framed = READERS.framed(stream, () -> 13);
        Reading together = READERS.whole(Arrays.copyOf(stream, framed.end));

        int common = Math.min(framed.elements.size(), together.elements.size());
        assertThat(framed.elements.subList(0, common)).isEqualTo(together.elements.subList(0, common));
        if (framed.isGood()) {
            assertThat(together.elements).hasSameSizeAs(framed.elements);
        }
        // Before the header Woodstox takes what XMPP does not: a BOM, control characters in an XML declaration.
        if (together.isGood() && stream[0] == '<' && stream[1] != '?') {
            assertThat(framed.isGood() || framed.isLimited()).isTrue();
        }
    }

    private static Outcome scanned(byte[] stream, int piece, XmlLimits limits) {
        XmlScanner scanner = new XmlScanner(limits);
        List<String> frames = new ArrayList<>();
        String error = "";
        try {
            for (int from = 0; from < stream.length; from += piece) {
                Wire.feed(scanner, stream, from, Math.min(stream.length, from + piece), frames);
                assertThat(scanner.capacity()).isLessThanOrEqualTo(limits.maxBytes());
            }
        } catch (StreamException e) {
            error = e.getMessage();
            assertThat(scanner.capacity()).as("held after an error").isZero();
        }
        assertThat(scanner.copied()).as("work").isLessThanOrEqualTo(4L * stream.length + 1024);
        return new Outcome(frames, error);
    }
}
