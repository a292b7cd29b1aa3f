package org.xmppra.core.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.xml.TwoReaders.Reading;

/**
 * Random mutations of streams, read in two ways: framed and parsed stanza by stanza, and by one parser over the whole. Both
 * must see the same stanzas in the same order; otherwise one reader could be made to see what another does not.
 */
@Tag("IQ-37")
class XmlDifferentialTest {
    private static final int ROUNDS = Integer.getInteger("xmppra.mutations", 5_000);
    private static final String HEADER = "<stream:stream xmlns='jabber:client' xmlns:stream='" + XmlHeader.STREAMS
            + "' xmlns:h='urn:h' xml:lang='en'>";
    private static final List<String> SEEDS = List.of(
            "<iq type='get' id='1'><q xmlns='urn:q'/></iq><iq id='2'/>",
            "<a b='>' c=\"'/>\">x<b><c/></b>]]</a> <b>&amp;&#x10FFFF;</b>\r\n",
            "<a><![CDATA[ ]] <b> ]]>y<![CDATA[]]></a><stream:features><x xmlns='u'/></stream:features>",
            "<h:a xmlns:p='urn:p' p:b='\u20ac'><p:c>\ud83d\ude00</p:c></h:a><a xml:lang='de'><b xmlns=''/></a>");
    private static final List<String> TOKENS = List.of(
            "<",
            ">",
            "/",
            "/>",
            "</",
            "'",
            "\"",
            "&",
            ";",
            "=",
            " ",
            "\r",
            "]",
            "]]>",
            "]]",
            "<!",
            "<!--",
            "-->",
            "<?",
            "?>",
            "<?xml version='1.0'?>",
            "<![CDATA[",
            "<!DOCTYPE a>",
            "&amp;",
            "&#0;",
            "&#65;",
            "&foo;",
            "<a>",
            "</a>",
            "<b/>",
            "</iq>",
            "</s>",
            "<s>",
            "</stream:stream>",
            HEADER,
            "xmlns",
            "xmlns:h",
            "h:",
            ":",
            "\0",
            "\ufeff",
            "\uffff",
            "\u00d7",
            "\u2028",
            "\ud83d\ude00");

    private final TwoReaders readers = new TwoReaders();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bothReadersSeeTheSameStanzas(long seed) {
        Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] stream = mutated(random);
            Reading framed = readers.framed(stream, () -> 1 + random.nextInt(40));
            Reading together = readers.whole(Arrays.copyOf(stream, framed.end));
            String what = "seed " + seed + ", round " + i + ": " + new String(stream, UTF_8);
            int common = Math.min(framed.elements.size(), together.elements.size());
            assertThat(framed.elements.subList(0, common)).as(what).isEqualTo(together.elements.subList(0, common));
            if (framed.isGood()) {
                assertThat(together.elements).as(what).hasSameSizeAs(framed.elements);
            }
            if (together.isGood()) {
                assertThat(framed.isGood()).as(what).isTrue();
                accepted++;
            }
        }
        assertThat(accepted).as("mutations that left a good stream").isGreaterThan(ROUNDS / 50);
    }

    @Test
    void randomBytesNeverDoAnythingButFit() {
        Random random = new Random(4);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            readers.framed(bytes, () -> 1 + random.nextInt(40));
            readParser(bytes);
        }
    }

    private void readParser(byte[] bytes) {
        try {
            XmlParser.parse(new XmlFrame.Element(bytes), XmlHeader.NONE);
        } catch (StreamException e) {
            assertThat(e.condition()).isEqualTo(StreamErrorCondition.NOT_WELL_FORMED);
        }
    }

    private static byte[] mutated(Random random) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(HEADER.getBytes(UTF_8));
        byte[] body = (pick(SEEDS, random) + pick(SEEDS, random) + "</stream:stream>").getBytes(UTF_8);
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            body = changed(body, random);
        }
        stream.writeBytes(body);
        return stream.toByteArray();
    }

    private static byte[] changed(byte[] body, Random random) {
        int from = random.nextInt(body.length + 1);
        int to = Math.min(body.length, from + random.nextInt(4));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(body, 0, from);
        switch (random.nextInt(4)) {
            case 0 -> out.writeBytes(pick(TOKENS, random).getBytes(UTF_8));
            case 1 -> out.write(random.nextInt(256));
            case 2 -> out.write(body, from, to - from);
            default -> {
                int start = random.nextInt(body.length + 1);
                out.write(body, start, random.nextInt(body.length + 1 - start));
            }
        }
        if (random.nextBoolean()) {
            to = from;
        }
        out.write(body, to, body.length - to);
        return out.toByteArray();
    }

    private static String pick(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
