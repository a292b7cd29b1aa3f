package org.xmppra.core.xml;

import java.util.Arrays;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.io.Stax2ByteArraySource;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamException;

/**
 * Woodstox over bytes in memory. A stanza is read inside a synthetic root that declares what its stream header declares.
 * A second, independent reader of what the framer saw: where the two differ, the stream ends.
 */
final class WoodstoxParser implements XmlParser {
    private static final byte[] END_OF_ROOT = {'<', '/', 's', '>'};

    private final WoodstoxFactory factory;

    WoodstoxParser(XmlLimits limits) {
        this(new WoodstoxFactory(limits));
    }

    WoodstoxParser(WoodstoxFactory factory) {
        this.factory = factory;
    }

    @Override
    public XmlHeader parseHeader(byte[] header) throws StreamException {
        return new XmlHeader(read(closed(header), 0));
    }

    @Override
    public XmlElement parse(byte[] element, XmlHeader header) throws StreamException {
        byte[] root = header.root();
        byte[] document = Arrays.copyOf(root, root.length + element.length + END_OF_ROOT.length);
        System.arraycopy(element, 0, document, root.length, element.length);
        System.arraycopy(END_OF_ROOT, 0, document, root.length + element.length, END_OF_ROOT.length);
        return InheritedPrefixes.declare(read(document, 1), header.inheritedPrefixes());
    }

    /** The opening tag as an empty element. */
    private static byte[] closed(byte[] header) {
        int end = header.length - 1;
        if (end > 0 && header[end - 1] == '/') {
            return header;
        }
        byte[] closed = Arrays.copyOf(header, header.length + 1);
        closed[end] = '/';
        closed[end + 1] = '>';
        return closed;
    }

    /** @param roots how many elements stand around the one that is wanted */
    private XmlElement read(byte[] document, int roots) throws StreamException {
        try {
            XMLStreamReader reader =
                    factory.createXMLStreamReader(new Stax2ByteArraySource(document, 0, document.length));
            try {
                return read(reader, roots);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw Refusal.malformed("the XML is not well-formed");
        }
    }

    private static XmlElement read(XMLStreamReader reader, int roots) throws XMLStreamException {
        for (int i = 0; i <= roots; i++) {
            reader.nextTag();
        }
        XmlElement element = XmlElement.read(reader);
        for (int i = 0; i < roots; i++) {
            expect(reader, XMLStreamConstants.END_ELEMENT);
        }
        expect(reader, XMLStreamConstants.END_DOCUMENT);
        return element;
    }

    private static void expect(XMLStreamReader reader, int event) throws XMLStreamException {
        if (reader.next() != event) {
            throw new XMLStreamException("more than one element", reader.getLocation());
        }
    }
}
