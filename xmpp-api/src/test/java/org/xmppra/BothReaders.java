package org.xmppra;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/** Reads bytes as they come from a stream, and with Woodstox: what one takes the other takes, as the same tree. */
final class BothReaders {
    private static final XMLInputFactory WOODSTOX = woodstox();

    private BothReaders() {}

    private static XMLInputFactory woodstox() {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        // In pieces, it does not see the end of a CDATA section that two of them share.
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        return factory;
    }

    /** @return whether both took it */
    static boolean agree(byte[] utf8) {
        Optional<XmlElement> ours = ours(utf8);
        assertThat(ours).isEqualTo(theirs(utf8));
        return ours.isPresent();
    }

    private static Optional<XmlElement> ours(byte[] utf8) {
        try {
            // What stands around it is nobody's business.
            byte[] received = ("<x>" + new String(utf8, ISO_8859_1) + "</x>").getBytes(ISO_8859_1);
            return Optional.of(XmlElement.read(received, 3, 3 + utf8.length, List.of()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<XmlElement> theirs(byte[] utf8) {
        if (!beginsAndEndsWithItsElement(utf8)) {
            return Optional.empty();
        }
        try {
            XMLStreamReader reader = WOODSTOX.createXMLStreamReader(new ByteArrayInputStream(utf8), "UTF-8");
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                return Optional.empty();
            }
            XmlElement element = XmlElement.read(reader);
            return reader.next() == XMLStreamConstants.END_DOCUMENT ? Optional.of(element) : Optional.empty();
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    /** A document may have a mark, a declaration and white space around its element; an element on a stream has none. */
    private static boolean beginsAndEndsWithItsElement(byte[] utf8) {
        return utf8.length > 1 && utf8[0] == '<' && utf8[1] != '?' && utf8[utf8.length - 1] == '>';
    }
}
