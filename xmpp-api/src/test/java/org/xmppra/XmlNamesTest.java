package org.xmppra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we call a name, every parser in use calls a name. */
@Tag("IQ-36")
class XmlNamesTest {
    private final XMLInputFactory woodstox = new WstxInputFactory();

    /** A step of 7 meets every range of more than 6, and both of its sides. */
    @Test
    void namesAreThoseThatWoodstoxReads() {
        for (int c = '!'; c < Character.MIN_SURROGATE; c += 7) {
            String letter = Character.toString(c);
            assertThat(isOurs(letter)).as("U+%04X first", c).isEqualTo(isRead(letter));
            assertThat(isOurs("a" + letter)).as("U+%04X second", c).isEqualTo(isRead("a" + letter));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00e9", "\u4e2d", "\u05d0", "a\u0301", "a\u00b7", "a\u0660", "_\uac00"})
    void lettersOfTheFourthEditionAreNames(String name) {
        XmlElement element =
                XmlElement.named("urn:x", name).attribute(name, "v").build();

        assertThat(XmlElement.parse(element.toXml())).isEqualTo(element);
        assertThatCode(() -> element.as(org.w3c.dom.Document.class)).doesNotThrowAnyException();
    }

    /** They are names since the fifth edition, and nobody could read them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\ud800\udc00", "a\ud800\udc00", "\u2c00", "\u0220", "\u0301", "\u00b7", "\u00d7", "\ud800"})
    void whatOnlyTheFifthEditionAllowsIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> XmlElement.named("urn:x", name));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XmlElement.named("urn:x", "a").attribute(name, "v"));
    }

    private static boolean isOurs(String name) {
        try {
            XmlNames.checkName(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isRead(String name) {
        // A colon is left to namespaces.
        if (name.indexOf(':') >= 0) {
            return false;
        }
        try {
            var reader = woodstox.createXMLStreamReader(new StringReader("<" + name + " xmlns='urn:x'/>"));
            reader.next();
            return reader.getLocalName().equals(name);
        } catch (XMLStreamException e) {
            return false;
        }
    }
}
