package org.xmppra;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a tree from StAX, refusing what XMPP forbids (RFC 6120 §11.1). */
final class XmlTreeReader {
    /** Deeper than any payload of a published protocol; keeps hostile documents from exhausting a stack later. */
    private static final int MAX_DEPTH = 256;

    private static final XMLInputFactory FACTORY = hardened();

    private XmlTreeReader() {}

    /** The JDK's own factory: the application's may be any, with any settings. */
    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    static XmlElement parse(CharSequence xml) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(xml.toString()));
            try {
                return readDocument(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("Not one well-formed element: " + e.getMessage(), e);
        }
    }

    /** Reads the one element of a document and all that follows it, to be sure that nothing does. */
    static XmlElement readDocument(XMLStreamReader reader) throws XMLStreamException {
        while (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
            if (reader.getEventType() != XMLStreamConstants.START_DOCUMENT
                    && reader.getEventType() != XMLStreamConstants.SPACE) {
                throw refused(reader);
            }
            reader.next();
        }
        XmlElement element = read(reader);
        while (reader.hasNext()) {
            int event = reader.next();
            if (event != XMLStreamConstants.END_DOCUMENT && event != XMLStreamConstants.SPACE) {
                throw refused(reader);
            }
        }
        return element;
    }

    static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        if (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
            throw new XMLStreamException("The reader does not stand at a start tag", reader.getLocation());
        }
        Deque<XmlElement.Builder> open = new ArrayDeque<>();
        open.push(start(reader));
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() == MAX_DEPTH) {
                        throw new XMLStreamException("Nested deeper than " + MAX_DEPTH, reader.getLocation());
                    }
                    open.push(start(reader));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement done = open.pop().build();
                    XmlElement.Builder parent = open.peek();
                    if (parent == null) {
                        return done;
                    }
                    parent.child(done);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    open.element().text(reader.getText());
                default -> throw refused(reader);
            }
        }
    }

    private static XmlElement.Builder start(XMLStreamReader reader) throws XMLStreamException {
        XmlElement.Builder element =
                new XmlElement.Builder(text(reader.getPrefix()), text(reader.getNamespaceURI()), reader.getLocalName());
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            element.declare(text(reader.getNamespacePrefix(i)), text(reader.getNamespaceURI(i)));
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.attribute(
                    text(reader.getAttributePrefix(i)),
                    text(reader.getAttributeNamespace(i)),
                    reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i));
        }
        return element;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static XMLStreamException refused(XMLStreamReader reader) {
        String what = switch (reader.getEventType()) {
            case XMLStreamConstants.COMMENT -> "A comment";
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> "A processing instruction";
            case XMLStreamConstants.DTD -> "A document type declaration";
            case XMLStreamConstants.ENTITY_REFERENCE -> "An entity reference other than the predefined";
            default -> "What stands outside the one element";
        };
        return new XMLStreamException(what + " is not allowed in XMPP (RFC 6120 §11.1)", reader.getLocation());
    }
}
