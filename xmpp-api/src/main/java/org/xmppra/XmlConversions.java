package org.xmppra;

import java.util.Objects;
import javax.xml.stream.XMLStreamReader;

/** Turns what an application has into an element, and an element into what an application wants. */
final class XmlConversions {
    private XmlConversions() {}

    static XmlElement toElement(Object source) {
        Objects.requireNonNull(source, "payload");
        XmlElement element = convert(source);
        if (element.namespace().isEmpty()) {
            throw new IllegalArgumentException(
                    "The element <" + element.name() + "> needs a namespace (RFC 6120 §8.4): give it an xmlns");
        }
        return element;
    }

    private static XmlElement convert(Object source) {
        if (source instanceof XmlElement element) {
            return element;
        }
        if (source instanceof CharSequence xml) {
            return XmlElement.parse(xml);
        }
        throw new IllegalArgumentException(
                "Cannot make an XML element of a " + source.getClass().getName());
    }

    static <T> T fromElement(XmlElement element, Class<T> type) {
        if (type == XmlElement.class) {
            return type.cast(element);
        }
        if (type == String.class) {
            return type.cast(element.toXml());
        }
        throw new IllegalArgumentException("Cannot show " + element + " as a " + type.getName());
    }

    static XMLStreamReader reader(XmlElement element) {
        return fromElement(element, XMLStreamReader.class);
    }
}
