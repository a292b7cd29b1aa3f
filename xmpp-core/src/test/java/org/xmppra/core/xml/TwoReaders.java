package org.xmppra.core.xml;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;

/** A stream, read framed and parsed stanza by stanza, and by Woodstox over the whole. */
final class TwoReaders {
    private final XMLInputFactory whole = wholeStreamFactory();

    /** What was read before the end or the error. */
    static final class Reading {
        final List<XmlElement> elements = new ArrayList<>();
        private boolean closed;
        /** Where the stream was closed: a parser that looks ahead would stumble over what follows. */
        int end;

        private boolean failed;
        /** Refused for a limit, which the other reader has not. */
        private boolean limited;

        boolean isGood() {
            return closed && !failed;
        }

        boolean isLimited() {
            return limited;
        }
    }

    /** Reads stanza by stanza, as the session does. */
    Reading framed(byte[] stream, IntSupplier pieces) {
        Reading reading = new Reading();
        reading.end = stream.length;
        XmlScanner scanner = new XmlScanner(XmlLimits.DEFAULT);
        XmlHeader header = XmlHeader.NONE;
        try {
            int at = 0;
            while (at < reading.end) {
                at = scanner.scan(stream, at, Math.min(stream.length, at + pieces.getAsInt()));
                for (XmlFrame frame = scanner.poll(); frame != null; frame = scanner.poll()) {
                    if (frame instanceof XmlFrame.Header tag) {
                        header = XmlParser.parseHeader(tag.bytes());
                    } else if (frame instanceof XmlFrame.Element element) {
                        reading.elements.add(XmlParser.parse(element, header));
                    } else {
                        reading.closed = true;
                        reading.end = at;
                    }
                }
            }
        } catch (StreamException e) {
            reading.failed = true;
            reading.limited = e.condition() == StreamErrorCondition.POLICY_VIOLATION;
        }
        return reading;
    }

    /** Reads all of the stream with one reader; what XMPP forbids between stanzas counts as an error. */
    Reading whole(byte[] stream) {
        Reading reading = new Reading();
        try {
            XMLStreamReader reader = whole.createXMLStreamReader(new ByteArrayInputStream(stream));
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                reading.failed = true;
                return reading;
            }
            checkHeader(reader);
            while (reader.next() != XMLStreamConstants.END_ELEMENT) {
                if (reader.isStartElement()) {
                    reading.elements.add(XmlElement.read(reader));
                } else if (!reader.isWhiteSpace()) {
                    reading.failed = true;
                    return reading;
                }
            }
            reading.closed = true;
            reader.close();
        } catch (XMLStreamException | IllegalArgumentException e) {
            reading.failed = true;
        }
        return reading;
    }

    /** The header is held to the names that trees take, as the stanzas are: Woodstox takes more. */
    private static void checkHeader(XMLStreamReader reader) {
        XmlElement.Builder header = XmlElement.named("urn:header", reader.getLocalName());
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            String namespace = reader.getNamespaceURI(i);
            header.declare(prefix == null ? "" : prefix, namespace == null ? "" : namespace);
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            header.attribute(
                    reader.getAttributePrefix(i),
                    namespace == null ? "" : namespace,
                    reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i));
        }
    }

    private static XMLInputFactory wholeStreamFactory() {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        return factory;
    }
}
