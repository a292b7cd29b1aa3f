package org.xmppra;

import java.util.Iterator;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.Characters;
import javax.xml.stream.events.Namespace;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;

/** Reads a tree from StAX events, refusing what XMPP forbids (RFC 6120 §11.1). */
final class XmlTreeEvents {
    private XmlTreeEvents() {}

    /** Reads the element that comes next; at the start of a document, all of that, to be sure that nothing follows. */
    static XmlElement read(XMLEventReader reader) {
        XmlTreeBuilder tree = new XmlTreeBuilder();
        try {
            boolean isDocument = reader.peek() != null && reader.peek().isStartDocument();
            boolean isComplete = false;
            while (reader.hasNext() && (isDocument || !isComplete)) {
                isComplete |= read(reader.nextEvent(), tree);
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("Not one well-formed element: " + e.getMessage(), e);
        }
        return tree.root();
    }

    /** @return whether the root has ended */
    private static boolean read(XMLEvent event, XmlTreeBuilder tree) {
        if (event instanceof StartElement start) {
            start(start, tree);
        } else if (event instanceof Characters text) {
            tree.text(text.getData());
        } else if (event.isEndElement()) {
            return tree.end();
        } else if (!event.isStartDocument() && !event.isEndDocument()) {
            throw XmlTreeReader.restricted(event.getEventType());
        }
        return false;
    }

    private static void start(StartElement start, XmlTreeBuilder tree) {
        QName name = start.getName();
        tree.start(name.getPrefix(), name.getNamespaceURI(), name.getLocalPart());
        for (Iterator<Namespace> all = start.getNamespaces(); all.hasNext(); ) {
            Namespace declaration = all.next();
            tree.declare(declaration.getPrefix(), declaration.getNamespaceURI());
        }
        for (Iterator<Attribute> all = start.getAttributes(); all.hasNext(); ) {
            Attribute attribute = all.next();
            QName attributeName = attribute.getName();
            tree.attribute(
                    attributeName.getPrefix(),
                    attributeName.getNamespaceURI(),
                    attributeName.getLocalPart(),
                    attribute.getValue());
        }
    }
}
