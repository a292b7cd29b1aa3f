package org.xmppra;

import java.io.StringReader;
import java.util.Objects;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * Turns what an application has into an element, and an element into what an application wants. What it does not know
 * itself it takes for an object of a JAXB class; only then Jakarta XML Binding must be there.
 */
final class XmlConversions {
    private XmlConversions() {}

    static XmlElement toElement(Object source) {
        Objects.requireNonNull(source, "payload");
        XmlElement element = convert(source);
        if (element.namespace().isEmpty()) {
            throw new IllegalArgumentException("The element <" + element.name()
                    + "> needs a namespace (RFC 6120 §8.4): give it an xmlns; in DOM, createElementNS");
        }
        return element;
    }

    private static XmlElement convert(Object source) {
        if (source instanceof XmlElement element) {
            return element;
        }
        if (source instanceof CharSequence xml) {
            return XmlTreeReader.parse(xml);
        }
        if (source instanceof Node node) {
            return XmlTreeDom.read(node);
        }
        if (source instanceof XMLStreamReader reader) {
            return XmlTreeReader.readHere(reader);
        }
        if (source instanceof Source other) {
            return XmlTreeSources.read(other);
        }
        return bound(source.getClass(), () -> XmlBinding.marshal(source));
    }

    static <T> T fromElement(XmlElement element, Class<T> type) {
        if (type == XmlElement.class) {
            return type.cast(element);
        }
        if (type == String.class || type == CharSequence.class) {
            return type.cast(element.toXml());
        }
        if (type == XMLStreamReader.class) {
            return type.cast(reader(element));
        }
        if (Node.class.isAssignableFrom(type)) {
            return type.cast(node(element, type));
        }
        if (Source.class.isAssignableFrom(type)) {
            return type.cast(source(element, type));
        }
        return bound(type, () -> XmlBinding.unmarshal(element, type));
    }

    private static Node node(XmlElement element, Class<?> type) {
        Document document = XmlTreeDom.write(element);
        if (type == Document.class) {
            return document;
        }
        if (type == Element.class || type == Node.class) {
            return document.getDocumentElement();
        }
        throw unknown(element, type);
    }

    private static Source source(XmlElement element, Class<?> type) {
        if (type == Source.class || type == SAXSource.class) {
            return new SAXSource(new XmlTreeSaxReader(element), new InputSource());
        }
        if (type == DOMSource.class) {
            return new DOMSource(XmlTreeDom.write(element));
        }
        if (type == StreamSource.class) {
            return new StreamSource(new StringReader(element.toXml()));
        }
        throw unknown(element, type);
    }

    static XMLStreamReader reader(XmlElement element) {
        return new XmlTreeStreamReader(element);
    }

    private static IllegalArgumentException unknown(XmlElement element, Class<?> type) {
        return new IllegalArgumentException("Cannot show " + element + " as a " + type.getName()
                + ": ask for an XmlElement, String, XMLStreamReader, DOM Element or Document, Source, or a JAXB class");
    }

    /** Runs what needs Jakarta XML Binding, which an application without bound payloads may do without. */
    private static <T> T bound(Class<?> type, java.util.function.Supplier<T> binding) {
        try {
            return binding.get();
        } catch (NoClassDefFoundError e) {
            if (isBindingThere()) {
                throw e;
            }
            throw new IllegalStateException(
                    type.getName() + " needs Jakarta XML Binding, which is not on the class path:"
                            + " add jakarta.xml.bind:jakarta.xml.bind-api and org.glassfish.jaxb:jaxb-runtime",
                    e);
        }
    }

    private static boolean isBindingThere() {
        try {
            Class.forName("jakarta.xml.bind.JAXBContext", false, XmlConversions.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
