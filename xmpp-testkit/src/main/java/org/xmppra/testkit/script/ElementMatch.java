package org.xmppra.testkit.script;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Whether an element is as a template wants it: the same names and namespaces, every attribute that the template has, and,
 * where the template has content, the same children and text. What the template does not mention may be anything.
 */
final class ElementMatch {
    private final Captures.Attempt attempt;

    ElementMatch(Captures.Attempt attempt) {
        this.attempt = attempt;
    }

    /**
     * Parses a header or an element.
     *
     * @param contentNamespace the default namespace around it
     * @throws IOException if it is not well-formed
     */
    static Element parse(String piece, String contentNamespace) throws IOException {
        String whole = Pieces.isHeader(piece) ? piece.substring(0, piece.length() - 1) + "/>" : piece;
        String document = "<around xmlns='" + contentNamespace + "' xmlns:stream='http://etherx.jabber.org/streams'>"
                + whole + "</around>";
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            Node around =
                    builder.parse(new InputSource(new StringReader(document))).getDocumentElement();
            return elements(around).get(0);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("This is not well-formed: " + piece, e);
        }
    }

    boolean fits(Element template, Element actual) {
        return template.getLocalName().equals(actual.getLocalName())
                && String.valueOf(template.getNamespaceURI()).equals(String.valueOf(actual.getNamespaceURI()))
                && attributesFit(template, actual)
                && contentFits(template, actual);
    }

    private boolean attributesFit(Element template, Element actual) {
        for (int i = 0; i < template.getAttributes().getLength(); i++) {
            Attr wanted = (Attr) template.getAttributes().item(i);
            if (XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(wanted.getNamespaceURI())) {
                continue;
            }
            Attr found = actual.getAttributeNodeNS(wanted.getNamespaceURI(), wanted.getLocalName());
            if (found == null || !attempt.fits(wanted.getValue(), found.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean contentFits(Element template, Element actual) {
        List<Element> wanted = elements(template);
        String text = text(template);
        if (wanted.isEmpty() && text.isEmpty()) {
            return true;
        }
        List<Element> found = elements(actual);
        if (wanted.size() != found.size() || !attempt.fits(text, text(actual))) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!fits(wanted.get(i), found.get(i))) {
                return false;
            }
        }
        return true;
    }

    static List<Element> elements(Node parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static String text(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(node.getNodeValue());
            }
        }
        return text.toString().strip();
    }
}
