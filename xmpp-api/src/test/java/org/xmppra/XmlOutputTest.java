package org.xmppra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("IQ-36")
class XmlOutputTest {
    @Test
    void whatHasAMeaningIsEscapedWhereItHasOne() {
        XmlOutput out = new XmlOutput(100)
                .markup("<a b=")
                .value("<>&'\"\t\n\r")
                .markup(">")
                .text("<>&'\"\t\n\r")
                .markup("</a>");

        assertThat(out).hasToString("<a b='&lt;&gt;&amp;&apos;&quot;&#9;&#10;&#13;'>&lt;&gt;&amp;'\"\t\n&#13;</a>");
    }

    /** Characters of one byte are written one by one, and what is behind the first other in another way. */
    @ParameterizedTest
    @ValueSource(strings = {"ä", "€", "😀", "&", "\u007f", "\u0080", "x"})
    void everyCharacterComesOutWhereverItStands(String character) {
        for (int before = 0; before < 40; before++) {
            String text = "o".repeat(before) + character + "o&ü" + character;

            XmlOutput out = new XmlOutput(before % 7).markup("<").text(text).markup(">");

            String written = "<" + text.replace("&", "&amp;") + ">";
            assertThat(out).hasToString(written);
            assertThat(out.toBytes()).isEqualTo(written.getBytes(UTF_8));
        }
    }
}
