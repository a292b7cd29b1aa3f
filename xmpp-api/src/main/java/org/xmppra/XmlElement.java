package org.xmppra;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An XML element with all it holds: what an IQ carries. A compact, immutable tree, parsed once; looked at as it is, or
 * through {@link #reader()} (StAX) and {@link #as} (a JAXB class, DOM, {@code Source}).
 *
 * <p>Neighbouring pieces of text are one; CDATA is text; comments and processing instructions are refused wherever an
 * element comes from (RFC 6120 §11.1). No element is deeper than 256 levels.
 *
 * <p>Immutable, thread-safe, serializable (as XML).
 */
public final class XmlElement implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Deeper than any payload of a published protocol; keeps hostile trees from exhausting a stack. */
    static final int MAX_DEPTH = 256;

    private static final int USUAL_BYTES = 256;

    private final transient String prefix;
    private final transient String namespace;
    private final transient String name;
    private final transient XmlAttributes attributes;
    private final transient XmlDeclarations declarations;
    /** Strings (text, never two in a row) and XmlElements, in document order. */
    private final transient List<Object> content;
    /** How many levels it has, itself included. */
    private final transient int depth;

    /** Of parts that are known to be valid. */
    XmlElement(
            String prefix,
            String namespace,
            String name,
            XmlAttributes attributes,
            XmlDeclarations declarations,
            XmlContent content) {
        this.prefix = prefix;
        this.namespace = namespace;
        this.name = name;
        this.attributes = attributes;
        this.declarations = declarations;
        this.content = content.complete();
        this.depth = content.childDepth() + 1;
    }

    /**
     * Begins an element.
     *
     * @param namespace its namespace; not empty, as XMPP gives every payload one
     * @param name its local name
     * @throws IllegalArgumentException if the namespace is empty or the name is not an XML name
     */
    public static Builder named(String namespace, String name) {
        if (namespace.isEmpty()) {
            throw new IllegalArgumentException(
                    "The element <" + name + "> needs a namespace (RFC 6120 §8.4): give it an xmlns");
        }
        return new Builder("", namespace, name);
    }

    /**
     * Makes an element of whatever an application has: an {@code XmlElement} (returned as it is), raw XML
     * ({@code CharSequence}), a DOM {@code Element} or {@code Document}, a {@code javax.xml.transform.Source}, an
     * {@code XMLStreamReader} (at a start tag: that element, and the reader is left at its end tag; at the start of a
     * document: all of it), or an object of a JAXB class ({@code @XmlRootElement} or {@code JAXBElement}). A source that
     * has only a system id is not opened. Whatever it is, it is read completely before this returns.
     *
     * @throws IllegalArgumentException if it is not one well-formed element with a namespace, or not of a known kind;
     *     the message says what is wrong and where
     * @throws IllegalStateException if it needs Jakarta XML Binding and that is not on the class path
     */
    public static XmlElement of(Object source) {
        return XmlConversions.toElement(source);
    }

    /**
     * Parses raw XML.
     *
     * @throws IllegalArgumentException if it is not exactly one well-formed element with a namespace, or holds a DTD,
     *     comment, processing instruction or foreign entity
     */
    public static XmlElement parse(CharSequence xml) {
        return XmlConversions.toElement(xml);
    }

    /**
     * Reads the element at whose start tag the reader stands, and leaves the reader at its end tag. Declarations made
     * outside of it are taken along for the names of elements and attributes, not for names that stand in text.
     *
     * @throws XMLStreamException if what is read is not well-formed, or holds what XMPP forbids (RFC 6120 §11.1):
     *     comments, processing instructions, DTDs, entity references other than the predefined
     */
    public static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        return XmlTreeReader.read(reader);
    }

    /**
     * Reads one element as a stream carries it: in UTF-8, and in the namespaces that are declared around it. Unlike a payload it may
     * be in no namespace.
     *
     * @param utf8 holds the element; only read, and only during the call
     * @param from index of its first {@code <}
     * @param to index behind its last {@code >}
     * @param outer what is declared around it
     * @throws IllegalArgumentException if it is not exactly one well-formed element, or holds a DTD, comment, processing instruction
     *     or foreign entity; the message says what is wrong and where
     */
    public static XmlElement read(byte[] utf8, int from, int to, List<Declaration> outer) {
        return XmlWireReader.read(new XmlWireCursor(utf8, from, to), outer);
    }

    /** The namespace. */
    public String namespace() {
        return namespace;
    }

    /** The local name. */
    public String name() {
        return name;
    }

    /** The prefix it was written with; empty for the default namespace. Carries no meaning. */
    public String prefix() {
        return prefix;
    }

    /** Whether it has this namespace and name. */
    public boolean is(String expectedNamespace, String expectedName) {
        return name.equals(expectedName) && namespace.equals(expectedNamespace);
    }

    /** The value of an attribute without namespace. */
    public Optional<String> attribute(String attributeName) {
        return attribute("", attributeName);
    }

    /** The value of an attribute. */
    public Optional<String> attribute(String attributeNamespace, String attributeName) {
        return Optional.ofNullable(attributes.valueOf(attributeNamespace, attributeName));
    }

    /** All attributes, in document order. */
    public List<Attribute> attributes() {
        return attributes.list();
    }

    /** The namespaces that this very element declares, in document order. */
    public List<Declaration> declarations() {
        return declarations.list();
    }

    /** {@link #attributes()} without a record for each. */
    XmlAttributes attributeRow() {
        return attributes;
    }

    /** {@link #declarations()} without a record for each. */
    XmlDeclarations declarationRow() {
        return declarations;
    }

    /** How many levels it has, itself included. */
    int depth() {
        return depth;
    }

    /** What it holds, in document order: {@code String} for text, {@code XmlElement} for elements. */
    public List<Object> content() {
        return content;
    }

    /** The child elements, in document order. */
    public List<XmlElement> children() {
        return content.stream()
                .filter(XmlElement.class::isInstance)
                .map(XmlElement.class::cast)
                .toList();
    }

    /** The first child element with this namespace and name. */
    public Optional<XmlElement> child(String childNamespace, String childName) {
        for (Object node : content) {
            if (node instanceof XmlElement child && child.is(childNamespace, childName)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** The first child element with this name in this element's own namespace. */
    public Optional<XmlElement> child(String childName) {
        return child(namespace, childName);
    }

    /** The text directly in this element, that of child elements excepted. */
    public String text() {
        if (content.size() == 1 && content.get(0) instanceof String text) {
            return text;
        }
        StringBuilder text = new StringBuilder();
        content.stream().filter(String.class::isInstance).forEach(text::append);
        return text.toString();
    }

    /**
     * The element in another form:
     *
     * <ul>
     *   <li>{@code XmlElement}: itself; {@code String}: {@link #toXml()}; {@code XMLStreamReader}: {@link #reader()}
     *   <li>{@code org.w3c.dom.Document} or {@code Element}: a copy that the caller may change
     *   <li>{@code javax.xml.transform.Source}, or precisely {@code SAXSource}, {@code DOMSource},
     *       {@code StreamSource}: to be read once
     *   <li>any other class: an object of it, bound by Jakarta XML Binding with the class's own loader. With
     *       {@code @XmlRootElement} the element must have that name, without it may have any. Attributes and elements
     *       that the class does not know are ignored; so is an enum constant that it does not know. Constraints
     *       beyond the types are a matter of Jakarta Validation.
     * </ul>
     *
     * @throws XmlBindingException if it does not fit the class; the message names the class and the path, never the
     *     value
     * @throws IllegalArgumentException if Jakarta XML Binding cannot bind the class at all
     * @throws IllegalStateException if the class needs Jakarta XML Binding and that is not on the class path
     */
    public <T> T as(Class<T> type) {
        return XmlConversions.fromElement(this, type);
    }

    /** A StAX reader over the tree, standing at the start of the document. Nothing is parsed again. */
    public XMLStreamReader reader() {
        return XmlConversions.reader(this);
    }

    /** The element as XML, with every namespace it needs declared. */
    public String toXml() {
        XmlOutput out = new XmlOutput(USUAL_BYTES);
        writeTo(out, "");
        return out.toString();
    }

    /**
     * Writes the element as XML.
     *
     * @param out where to
     * @param inheritedNamespace the default namespace at that place, which need not be declared again
     */
    public void writeTo(XmlOutput out, String inheritedNamespace) {
        XmlTreeWriter.write(this, out, inheritedNamespace);
    }

    /** A builder that begins with everything this element has. */
    public Builder toBuilder() {
        Builder builder = new Builder(prefix, namespace, name);
        builder.attributes.putAll(attributes);
        builder.declarations = declarations;
        builder.content.addAll(content, depth - 1);
        return builder;
    }

    /** Equal are elements of the same names, attributes and content, however their prefixes are chosen. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof XmlElement that
                        && name.equals(that.name)
                        && namespace.equals(that.namespace)
                        && attributes.equals(that.attributes)
                        && content.equals(that.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(namespace, name, attributes, content);
    }

    /** The name only: the content may hold a secret. Use {@link #toXml()} for all of it. */
    @Override
    public String toString() {
        return "{" + namespace + "}" + name;
    }

    private Object writeReplace() {
        return new SerializedElement(toXml());
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("An element is serialized as its XML");
    }

    /**
     * An attribute.
     *
     * @param prefix the prefix it was written with, or empty
     * @param namespace its namespace, or empty
     * @param name its local name
     * @param value its value
     */
    public record Attribute(String prefix, String namespace, String name, String value) {}

    /**
     * A namespace declaration.
     *
     * @param prefix the prefix, or empty for the default namespace
     * @param namespace what it stands for
     */
    public record Declaration(String prefix, String namespace) {}

    /** Makes an element. Not thread-safe. */
    public static final class Builder {
        private final String prefix;
        private final String namespace;
        private final String name;
        private final XmlAttributes.Growing attributes = new XmlAttributes.Growing();
        private XmlDeclarations declarations = XmlDeclarations.NONE;
        private final XmlContent content = new XmlContent();
        private boolean isTextUnchecked;

        Builder(String prefix, String namespace, String name) {
            XmlNames.checkElement(prefix, namespace, name);
            this.prefix = prefix;
            this.namespace = namespace;
            this.name = name;
        }

        /** Adds an attribute without namespace, or replaces its value. */
        public Builder attribute(String attributeName, String value) {
            return attribute("", "", attributeName, value);
        }

        /**
         * Adds an attribute, or replaces its value.
         *
         * @param attributePrefix the prefix to write it with; empty only where the namespace is
         * @throws IllegalArgumentException if name, prefix or value cannot be written as XML
         */
        public Builder attribute(
                String attributePrefix, String attributeNamespace, String attributeName, String value) {
            XmlNames.checkAttribute(attributePrefix, attributeNamespace, attributeName);
            int forbidden = XmlChars.firstForbidden(value);
            if (forbidden >= 0) {
                throw XmlChars.forbidden("The attribute '" + attributeName + "' of <" + name + ">", value, forbidden);
            }
            attributes.put(attributePrefix, attributeNamespace, attributeName, value);
            return this;
        }

        /**
         * Declares a namespace, for names that stand in text, such as {@code xsi:type} values. Names of elements and
         * attributes need none.
         *
         * @throws IllegalArgumentException if it cannot be declared here, or the prefix is declared already
         */
        public Builder declare(String declaredPrefix, String declaredNamespace) {
            XmlNames.checkDeclaration(declaredPrefix, declaredNamespace);
            if (declaredPrefix.isEmpty() && namespace.isEmpty() && !declaredNamespace.isEmpty()) {
                throw new IllegalArgumentException(
                        "<" + name + "> is in no namespace: it cannot declare a default one");
            }
            if (declarations.hold(declaredPrefix)) {
                throw new IllegalArgumentException("<" + name + "> declares the prefix '" + declaredPrefix + "' twice");
            }
            declarations = declarations.with(declaredPrefix, declaredNamespace);
            return this;
        }

        /**
         * Adds text.
         *
         * @throws IllegalArgumentException if it holds a character that XML 1.0 forbids
         */
        public Builder text(String text) {
            content.add(checkText(text));
            return this;
        }

        /** Adds a piece of text that is checked together with its neighbours: a surrogate pair may come in two. */
        void append(CharSequence piece) {
            isTextUnchecked = true;
            content.add(piece);
        }

        private void checkAppended() {
            if (isTextUnchecked) {
                isTextUnchecked = false;
                checkText(content.lastText());
            }
        }

        private String checkText(String text) {
            int forbidden = XmlChars.firstForbidden(text);
            if (forbidden >= 0) {
                throw XmlChars.forbidden("The text of <" + name + ">", text, forbidden);
            }
            return text;
        }

        /**
         * Adds a child element.
         *
         * @throws IllegalArgumentException if the element became deeper than 256 levels
         */
        public Builder child(XmlElement child) {
            if (child.depth() >= MAX_DEPTH) {
                throw new IllegalArgumentException("The element <" + name + "> is nested deeper than " + MAX_DEPTH);
            }
            checkAppended();
            content.add(child);
            return this;
        }

        /** Adds a child element of the same namespace that holds only text. */
        public Builder child(String childName, String childText) {
            return child(new Builder("", namespace, childName).text(childText).build());
        }

        /** The element. */
        public XmlElement build() {
            checkAppended();
            return new XmlElement(prefix, namespace, name, attributes.complete(), declarations, content);
        }
    }
}
