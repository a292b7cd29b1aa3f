package org.xmppra;

import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.ext.DefaultHandler2;

/** Builds a tree from SAX events, refusing what XMPP forbids (RFC 6120 §11.1) before anything of it is resolved. */
final class XmlTreeSaxHandler extends DefaultHandler2 {
    private final XmlTreeBuilder tree = new XmlTreeBuilder();
    /** Pairs of prefix and namespace that belong to the start tag that comes next. */
    private final java.util.List<String> announced = new java.util.ArrayList<>();

    XmlElement root() {
        return tree.root();
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) {
        announced.add(prefix);
        announced.add(uri);
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
        try {
            tree.start(prefix(qName), uri, localName);
            for (int i = 0; i < announced.size(); i += 2) {
                tree.declare(announced.get(i), announced.get(i + 1));
            }
            announced.clear();
            for (int i = 0; i < attributes.getLength(); i++) {
                if (!isDeclaration(attributes.getQName(i))) {
                    tree.attribute(
                            prefixOf(attributes, i),
                            attributes.getURI(i),
                            attributes.getLocalName(i),
                            attributes.getValue(i));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new SAXException(e);
        }
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        try {
            tree.text(new String(text, start, length));
        } catch (IllegalArgumentException e) {
            throw new SAXException(e);
        }
    }

    @Override
    public void ignorableWhitespace(char[] text, int start, int length) throws SAXException {
        characters(text, start, length);
    }

    @Override
    public void endElement(String uri, String localName, String qName) throws SAXException {
        try {
            tree.end();
        } catch (IllegalArgumentException e) {
            throw new SAXException(e);
        }
    }

    @Override
    public void comment(char[] text, int start, int length) throws SAXException {
        throw refused("A comment");
    }

    @Override
    public void processingInstruction(String target, String data) throws SAXException {
        throw refused("A processing instruction");
    }

    @Override
    public void startDTD(String name, String publicId, String systemId) throws SAXException {
        throw refused("A document type declaration");
    }

    @Override
    public void skippedEntity(String name) throws SAXException {
        throw refused("An entity reference other than the predefined");
    }

    @Override
    public InputSource resolveEntity(String name, String publicId, String baseUri, String systemId)
            throws SAXException {
        throw refused("An external entity");
    }

    private static SAXException refused(String what) {
        return new SAXException(XmlTreeBuilder.restricted(what));
    }

    /** Some producers give a namespace and no prefix, which an attribute cannot be written without. */
    private static String prefixOf(Attributes attributes, int i) {
        String prefix = prefix(attributes.getQName(i));
        return prefix.isEmpty() && !attributes.getURI(i).isEmpty() ? "ns" : prefix;
    }

    private static String prefix(String qName) {
        int colon = qName.indexOf(':');
        return colon < 0 ? "" : qName.substring(0, colon);
    }

    private static boolean isDeclaration(String qName) {
        return qName.equals("xmlns") || qName.startsWith("xmlns:");
    }
}
