package org.xmppra;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Reads a tree from DOM, and writes it to a DOM document of its own. */
final class XmlTreeDom {
    private static final DOMImplementation DOM = implementation();

    private final Document document;
    private final XmlScope scope = new XmlScope("");

    private XmlTreeDom(Document document) {
        this.document = document;
    }

    private static DOMImplementation implementation() {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This JDK has no DOM", e);
        }
    }

    /** @param node an element, or a document: then its one element */
    static XmlElement read(Node node) {
        if (node instanceof Document document) {
            return readDocument(document);
        }
        if (node instanceof Element) {
            return readElement(node);
        }
        throw new IllegalArgumentException("Cannot make an element of the DOM node " + node.getNodeName());
    }

    private static XmlElement readDocument(Document document) {
        for (Node node = document.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() != Node.ELEMENT_NODE) {
                throw refused(node);
            }
        }
        if (document.getDocumentElement() == null) {
            throw new IllegalArgumentException("The DOM document has no element");
        }
        return readElement(document.getDocumentElement());
    }

    /** Not recursive: the depth of a DOM tree is not known. */
    private static XmlElement readElement(Node root) {
        XmlTreeBuilder tree = new XmlTreeBuilder();
        Node node = root;
        start(node, tree);
        while (true) {
            Node next = node.getNodeType() == Node.ELEMENT_NODE ? node.getFirstChild() : null;
            while (next == null) {
                if (node.getNodeType() == Node.ELEMENT_NODE && tree.end()) {
                    return tree.root();
                }
                next = node.getNextSibling();
                node = next == null ? node.getParentNode() : node;
            }
            node = next;
            enter(node, tree);
        }
    }

    private static void enter(Node node, XmlTreeBuilder tree) {
        switch (node.getNodeType()) {
            case Node.ELEMENT_NODE -> start(node, tree);
            case Node.TEXT_NODE, Node.CDATA_SECTION_NODE -> tree.text(text(node.getNodeValue()));
            default -> throw refused(node);
        }
    }

    private static void start(Node element, XmlTreeBuilder tree) {
        tree.start(element.getPrefix(), element.getNamespaceURI(), localName(element));
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            if (Namespaces.XMLNS.equals(attribute.getNamespaceURI())) {
                declare(element, attribute, tree);
            } else {
                tree.attribute(
                        prefix(attribute), attribute.getNamespaceURI(), localName(attribute), attribute.getNodeValue());
            }
        }
    }

    /** A DOM may declare what its names contradict (its serializers repair that): the names win. */
    private static void declare(Node element, Node attribute, XmlTreeBuilder tree) {
        String declared = attribute.getPrefix() == null ? "" : attribute.getLocalName();
        if (!declared.equals(text(element.getPrefix()))
                || attribute.getNodeValue().equals(text(element.getNamespaceURI()))) {
            tree.declare(declared, attribute.getNodeValue());
        }
    }

    /** An attribute may have a namespace and no prefix in DOM, not in XML. */
    private static String prefix(Node attribute) {
        return attribute.getPrefix() == null && attribute.getNamespaceURI() != null
                ? "ns"
                : text(attribute.getPrefix());
    }

    /** Nodes made by DOM level 1 have no local name. */
    private static String localName(Node node) {
        return node.getLocalName() == null ? node.getNodeName() : node.getLocalName();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static IllegalArgumentException refused(Node node) {
        return XmlTreeBuilder.restricted(
                switch (node.getNodeType()) {
                    case Node.COMMENT_NODE -> "A comment";
                    case Node.PROCESSING_INSTRUCTION_NODE -> "A processing instruction";
                    case Node.DOCUMENT_TYPE_NODE -> "A document type declaration";
                    case Node.ENTITY_REFERENCE_NODE -> "An entity reference other than the predefined";
                    default -> "The DOM node " + node.getNodeName();
                });
    }

    static Document write(XmlElement element) {
        Document document = DOM.createDocument(null, null, null);
        document.appendChild(new XmlTreeDom(document).toDom(element));
        return document;
    }

    /** Recursive: {@link XmlElement#MAX_DEPTH} bounds it. */
    private Element toDom(XmlElement source) {
        int mark = scope.enter(source);
        Element element = document.createElementNS(
                namespaceOrNull(source.namespace()), qName(scope.elementPrefix(source), source.name()));
        for (int i = mark; i < scope.end(); i++) {
            String prefix = scope.prefix(i);
            element.setAttributeNS(
                    Namespaces.XMLNS, prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, scope.namespace(i));
        }
        for (int i = 0; i < source.attributeRow().count(); i++) {
            Attr attribute = document.createAttributeNS(
                    namespaceOrNull(source.attributeRow().namespace(i)),
                    qName(
                            scope.attributePrefix(source, i),
                            source.attributeRow().name(i)));
            attribute.setValue(source.attributeRow().value(i));
            element.setAttributeNodeNS(attribute);
        }
        for (Object node : source.content()) {
            element.appendChild(
                    node instanceof XmlElement child ? toDom(child) : document.createTextNode((String) node));
        }
        scope.leave(mark);
        return element;
    }

    private static @Nullable String namespaceOrNull(String namespace) {
        return namespace.isEmpty() ? null : namespace;
    }

    private static String qName(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + ":" + name;
    }
}
