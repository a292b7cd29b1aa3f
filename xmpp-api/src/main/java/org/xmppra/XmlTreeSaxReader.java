package org.xmppra;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.DTDHandler;
import org.xml.sax.EntityResolver;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.DefaultHandler;

/** Walks a tree as if it were being parsed: what JAXB and transformers read without a second parse. Not thread-safe. */
final class XmlTreeSaxReader implements XMLReader {
    private static final String NAMESPACES = "http://xml.org/sax/features/namespaces";
    private static final String NAMESPACE_PREFIXES = "http://xml.org/sax/features/namespace-prefixes";
    private static final String LEXICAL_HANDLER = "http://xml.org/sax/properties/lexical-handler";

    private final XmlElement root;
    private final XmlScope scope = new XmlScope("");
    private final AttributesImpl attributes = new AttributesImpl();
    private final Deque<String> path = new ArrayDeque<>();

    private ContentHandler contentHandler = new DefaultHandler();
    private @Nullable ErrorHandler errorHandler;
    private @Nullable DTDHandler dtdHandler;
    private @Nullable EntityResolver entityResolver;
    private @Nullable Object lexicalHandler;

    XmlTreeSaxReader(XmlElement root) {
        this.root = root;
    }

    /** The names from the root to the element that is being walked. */
    String path() {
        return String.join("/", (Iterable<String>) path::descendingIterator);
    }

    @Override
    public void parse(InputSource ignored) throws SAXException {
        contentHandler.startDocument();
        walk(root);
        contentHandler.endDocument();
    }

    @Override
    public void parse(String ignored) throws SAXException {
        parse(new InputSource());
    }

    /** Recursive: {@link XmlElement#MAX_DEPTH} bounds it. */
    private void walk(XmlElement element) throws SAXException {
        int mark = scope.enter(element);
        path.push(element.name());
        for (int i = mark; i < scope.end(); i++) {
            contentHandler.startPrefixMapping(scope.prefix(i), scope.namespace(i));
        }
        String qName = qName(scope.elementPrefix(element), element.name());
        contentHandler.startElement(element.namespace(), element.name(), qName, attributesOf(element));
        for (Object node : element.content()) {
            if (node instanceof XmlElement child) {
                walk(child);
            } else {
                char[] text = ((String) node).toCharArray();
                contentHandler.characters(text, 0, text.length);
            }
        }
        contentHandler.endElement(element.namespace(), element.name(), qName);
        for (int i = scope.end() - 1; i >= mark; i--) {
            contentHandler.endPrefixMapping(scope.prefix(i));
        }
        path.pop();
        scope.leave(mark);
    }

    private AttributesImpl attributesOf(XmlElement element) {
        attributes.clear();
        for (int i = 0; i < element.attributeRow().count(); i++) {
            attributes.addAttribute(
                    element.attributeRow().namespace(i),
                    element.attributeRow().name(i),
                    qName(
                            scope.attributePrefix(element, i),
                            element.attributeRow().name(i)),
                    "CDATA",
                    element.attributeRow().value(i));
        }
        return attributes;
    }

    private static String qName(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + ":" + name;
    }

    @Override
    public boolean getFeature(String name) throws SAXNotRecognizedException {
        return switch (name) {
            case NAMESPACES -> true;
            case NAMESPACE_PREFIXES -> false;
            default -> throw new SAXNotRecognizedException(name);
        };
    }

    @Override
    public void setFeature(String name, boolean value) throws SAXNotRecognizedException {
        if (getFeature(name) != value) {
            throw new SAXNotRecognizedException(name + "=" + value);
        }
    }

    @Override
    public @Nullable Object getProperty(String name) throws SAXNotRecognizedException {
        if (name.equals(LEXICAL_HANDLER)) {
            return lexicalHandler;
        }
        throw new SAXNotRecognizedException(name);
    }

    /** The lexical handler is taken, and never called: a tree holds nothing for it. */
    @Override
    public void setProperty(String name, @Nullable Object value) throws SAXNotRecognizedException {
        if (!name.equals(LEXICAL_HANDLER)) {
            throw new SAXNotRecognizedException(name);
        }
        lexicalHandler = value;
    }

    @Override
    public void setContentHandler(@Nullable ContentHandler handler) {
        contentHandler = handler == null ? new DefaultHandler() : handler;
    }

    @Override
    public ContentHandler getContentHandler() {
        return contentHandler;
    }

    @Override
    public void setErrorHandler(@Nullable ErrorHandler handler) {
        errorHandler = handler;
    }

    @Override
    public @Nullable ErrorHandler getErrorHandler() {
        return errorHandler;
    }

    @Override
    public void setDTDHandler(@Nullable DTDHandler handler) {
        dtdHandler = handler;
    }

    @Override
    public @Nullable DTDHandler getDTDHandler() {
        return dtdHandler;
    }

    @Override
    public void setEntityResolver(@Nullable EntityResolver resolver) {
        entityResolver = resolver;
    }

    @Override
    public @Nullable EntityResolver getEntityResolver() {
        return entityResolver;
    }
}
