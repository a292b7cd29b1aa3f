package org.xmppra.core.xml;

import java.util.List;
import java.util.Optional;
import org.xmppra.XmlElement;

/** The opening tag of a stream: the namespaces and the language that its stanzas inherit. Immutable. */
public final class XmlHeader {
    /** The namespace of the header itself, of features and of stream errors. */
    public static final String STREAMS = "http://etherx.jabber.org/streams";

    /** For documents that stand alone (RFC 7395). */
    public static final XmlHeader NONE =
            new XmlHeader(XmlElement.named(STREAMS, "stream").build());

    private static final String XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

    private final XmlElement element;
    private final List<XmlElement.Declaration> declarations;
    private final List<XmlElement.Declaration> inheritedPrefixes;

    XmlHeader(XmlElement element) {
        this.element = element;
        this.declarations = element.declarations();
        this.inheritedPrefixes = declarations.stream()
                .filter(d -> !d.prefix().isEmpty() && !d.namespace().equals(STREAMS))
                .toList();
    }

    /** The tag as an element without content: its name, attributes and declarations. */
    public XmlElement element() {
        return element;
    }

    /** The value of an attribute, such as {@code id} or {@code from}. */
    public Optional<String> attribute(String name) {
        return element.attribute(name);
    }

    /** The default namespace, which stanzas without a declaration of their own are in; empty if there is none. */
    public String contentNamespace() {
        return declarations.stream()
                .filter(d -> d.prefix().isEmpty())
                .map(XmlElement.Declaration::namespace)
                .findFirst()
                .orElse("");
    }

    /** The language of stanzas that name none themselves (RFC 6120 §4.7.4). */
    public Optional<String> language() {
        return element.attribute(XML_NAMESPACE, "lang");
    }

    /** The namespaces that a stanza is in. */
    List<XmlElement.Declaration> declarations() {
        return declarations;
    }

    /** The prefixes that a name in a stanza's text may use; that of the stream itself says nothing there. */
    List<XmlElement.Declaration> inheritedPrefixes() {
        return inheritedPrefixes;
    }
}
