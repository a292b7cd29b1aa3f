package org.xmppra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Elements that were harmed at random: whoever could make one reader see what another does not could smuggle a stanza. */
@Tag("IQ-37")
class XmlWireReaderPropertyTest {
    private static final int HARMS_A_TRY = 100;
    private static final List<String> SEEDS = List.of(
            "<iq xmlns='jabber:client' type='get' id='1' xml:lang='en'><q xmlns='urn:q' a=\"'\"/></iq>",
            "<a b='&gt;' c=\"'/&#9;>\">x<b><c/></b>]]<b>&amp;&#x10FFFF;\r\n</b>\t</a>",
            "<a><![CDATA[ ]] <b> ]]>y<![CDATA[]]><p:x xmlns:p='urn:p' p:y='' y=''></p:x></a>",
            "<h:a xmlns:h='urn:h' xmlns:p='urn:p' p:b='\u20ac' h:b='1'><p:c>\ud83d\ude00</p:c><d xmlns=''/></h:a >");
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
            "#",
            "=",
            " ",
            "\t",
            "\r",
            "\n",
            "]",
            "]]>",
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
            "&#xD800;",
            "&foo;",
            "<a>",
            "</a>",
            "<b/>",
            "xmlns",
            "xmlns=''",
            "xmlns:p='urn:h'",
            "xmlns:h=\"\"",
            " b=''",
            "xml:",
            "h:",
            "p:",
            ":",
            "a",
            "\0",
            "\u0085",
            "\ufeff",
            "\uffff",
            "\ufffd",
            "\u00d7",
            "\u00b7",
            "\u2028",
            "\ud83d\ude00");

    @Property(tries = 300)
    void whatOneReaderTakesTheOtherTakesToo(@ForAll long seed) {
        Random random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < HARMS_A_TRY; i++) {
            byte[] harmed = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
            for (int harms = random.nextInt(3); harms >= 0; harms--) {
                harmed = harmed(harmed, random);
            }
            taken += BothReaders.agree(harmed) ? 1 : 0;
        }
        assertThat(taken).as("that were harmless").isPositive();
    }

    private static byte[] harmed(byte[] element, Random random) {
        int from = random.nextInt(element.length + 1);
        int to = Math.min(element.length, from + random.nextInt(4));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(element, 0, from);
        switch (random.nextInt(5)) {
            case 0, 1 ->
                out.writeBytes(TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8));
            case 2 -> out.write(random.nextInt(256));
            case 3 -> {
                int start = random.nextInt(element.length + 1);
                out.write(element, start, random.nextInt(element.length + 1 - start));
            }
            default -> {
                // What stood here is gone.
            }
        }
        int rest = random.nextBoolean() ? to : from;
        out.write(element, rest, element.length - rest);
        return out.toByteArray();
    }
}
