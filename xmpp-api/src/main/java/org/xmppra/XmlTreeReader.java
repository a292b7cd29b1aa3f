package org.xmppra;

import java.io.StringReader;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;

/** Reads a tree from StAX, refusing what XMPP forbids (RFC 6120 §11.1). */
final class XmlTreeReader {
    /** Not 0, which for names means none before JDK 25. */
    private static final String UNLIMITED = Integer.toString(Integer.MAX_VALUE);

    private static final List<String> JDK_LIMITS = List.of(
            "jdk.xml.maxGeneralEntitySizeLimit",
            "jdk.xml.totalEntitySizeLimit",
            "jdk.xml.entityExpansionLimit",
            "jdk.xml.maxElementDepth",
            "jdk.xml.elementAttributeLimit",
            "jdk.xml.maxXMLNameLimit");

    private static final XMLInputFactory FACTORY = hardened();

    private XmlTreeReader() {}

    /** The JDK's own factory: the application's may be any, with any settings. */
    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // The JDK's limits guard against what is refused here anyway, differ between its versions, and count "&amp;".
        for (String limit : JDK_LIMITS) {
            factory.setProperty(limit, UNLIMITED);
        }
        return factory;
    }

    static XmlElement parse(CharSequence xml) {
        return parse(new StreamSource(new StringReader(xml.toString())));
    }

    static XmlElement parse(Source source) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(source);
            try {
                return readDocument(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's parser lets some faults in a DTD out unchecked (MissingResourceException: InvalidCharInDTD).
            throw new IllegalArgumentException("Not one well-formed element: " + e.getMessage(), e);
        }
    }

    /** Reads the element at whose start tag the reader stands, or, at the start of a document, all of that. */
    static XmlElement readHere(XMLStreamReader reader) {
        try {
            return reader.getEventType() == XMLStreamConstants.START_ELEMENT ? read(reader) : readDocument(reader);
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("Not one well-formed element: " + e.getMessage(), e);
        }
    }

    /** Reads the one element of a document and all that follows it, to be sure that nothing does. */
    private static XmlElement readDocument(XMLStreamReader reader) throws XMLStreamException {
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
        try {
            return readTree(reader);
        } catch (IllegalArgumentException e) {
            throw new XMLStreamException(e.getMessage(), reader.getLocation(), e);
        }
    }

    private static XmlElement readTree(XMLStreamReader reader) throws XMLStreamException {
        XmlTreeBuilder tree = new XmlTreeBuilder();
        start(reader, tree);
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(reader, tree);
                case XMLStreamConstants.END_ELEMENT -> {
                    if (tree.end()) {
                        return tree.root();
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    tree.text(reader.getText());
                default -> throw refused(reader);
            }
        }
    }

    private static void start(XMLStreamReader reader, XmlTreeBuilder tree) {
        tree.start(reader.getPrefix(), reader.getNamespaceURI(), reader.getLocalName());
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            tree.declare(reader.getNamespacePrefix(i), reader.getNamespaceURI(i));
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            tree.attribute(
                    reader.getAttributePrefix(i),
                    reader.getAttributeNamespace(i),
                    reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i));
        }
    }

    private static XMLStreamException refused(XMLStreamReader reader) {
        return new XMLStreamException(restricted(reader.getEventType()).getMessage(), reader.getLocation());
    }

    /** Refuses a kind of event. */
    static IllegalArgumentException restricted(int event) {
        return XmlTreeBuilder.restricted(
                switch (event) {
                    case XMLStreamConstants.COMMENT -> "A comment";
                    case XMLStreamConstants.PROCESSING_INSTRUCTION -> "A processing instruction";
                    case XMLStreamConstants.DTD -> "A document type declaration";
                    case XMLStreamConstants.ENTITY_REFERENCE -> "An entity reference other than the predefined";
                    default -> "What stands outside the one element";
                });
    }
}
