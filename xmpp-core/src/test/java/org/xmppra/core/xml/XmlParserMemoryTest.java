package org.xmppra.core.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamException;

class XmlParserMemoryTest {
    private static final int NAMES_A_STANZA = 100;

    private final WoodstoxFactory factory = new WoodstoxFactory(XmlLimits.DEFAULT);

    @Test
    void twoHundredThousandDistinctNamesLeaveABoundedTable() throws StreamException {
        WoodstoxParser parser = new WoodstoxParser(factory);
        int most = 0;
        for (int first = 0; first < 200_000; first += NAMES_A_STANZA) {
            parser.parse(Wire.bytes(stanza(first)), XmlHeader.NONE);
            most = Math.max(most, factory.names());
        }

        assertThat(most).isBetween(WoodstoxFactory.MAX_NAMES / 2, WoodstoxFactory.MAX_NAMES);
    }

    @Test
    void oneStanzaOfThousandsOfNamesLeavesNothing() throws StreamException {
        WoodstoxParser parser = new WoodstoxParser(factory);
        int before = factory.names();
        StringBuilder stanza = new StringBuilder("<a>");
        for (int i = 0; i < 10_000; i++) {
            stanza.append("<n").append(i).append("/>");
        }

        parser.parse(Wire.bytes(stanza + "</a>"), XmlHeader.NONE);

        assertThat(factory.names()).isEqualTo(before);
    }

    @Test
    void aReaderIsClosedWhenItsStanzaIsNotWellFormed() throws StreamException {
        WoodstoxParser parser = new WoodstoxParser(factory);
        int before = factory.names();
        byte[] broken = Wire.bytes(stanza(0) + "</b>");

        assertThatExceptionOfType(StreamException.class).isThrownBy(() -> parser.parse(broken, XmlHeader.NONE));

        // A reader gives its names and its buffers back when it is closed.
        assertThat(factory.names()).isEqualTo(before + NAMES_A_STANZA + 2);
    }

    @Test
    void namesAreLearntAgainAfterTheTableWasFilled() throws StreamException {
        WoodstoxParser parser = new WoodstoxParser(factory);
        for (int first = 0; first < 10_000; first += NAMES_A_STANZA) {
            parser.parse(Wire.bytes(stanza(first)), XmlHeader.NONE);
        }

        int learnt = factory.names();
        parser.parse(Wire.bytes(stanza(0)), XmlHeader.NONE);
        parser.parse(Wire.bytes(stanza(100)), XmlHeader.NONE);

        assertThat(factory.names()).isNotEqualTo(learnt);
    }

    @Test
    void namesOfOneParserAreNotThoseOfAnother() throws StreamException {
        int before = factory.names();

        XmlParser.create(XmlLimits.DEFAULT).parse(Wire.bytes(stanza(0)), XmlHeader.NONE);
        WoodstoxFactory third = new WoodstoxFactory(XmlLimits.DEFAULT);

        assertThat(factory.names()).isEqualTo(before);
        assertThat(third.names()).isEqualTo(before);
    }

    @Test
    void oneParserServesManyThreads() {
        WoodstoxParser parser = new WoodstoxParser(factory);

        List<Integer> children = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> read(parser, stanza(i % 50 * NAMES_A_STANZA)))
                .map(element -> element.children().size())
                .distinct()
                .toList();

        assertThat(children).containsExactly(NAMES_A_STANZA);
        assertThat(factory.names()).isLessThanOrEqualTo(WoodstoxFactory.MAX_NAMES);
    }

    private static XmlElement read(XmlParser parser, String stanza) {
        try {
            XmlElement element = parser.parse(Wire.bytes(stanza), XmlHeader.NONE);
            assertThat(element).isEqualTo(XmlElement.parse(stanza));
            return element;
        } catch (StreamException e) {
            throw new AssertionError(e);
        }
    }

    private static String stanza(int first) {
        StringBuilder stanza = new StringBuilder("<a xmlns='urn:a'>");
        for (int i = first; i < first + NAMES_A_STANZA; i++) {
            stanza.append("<name").append(i).append("/>");
        }
        return stanza + "</a>";
    }
}
