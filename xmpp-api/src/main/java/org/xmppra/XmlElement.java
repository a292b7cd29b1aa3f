package org.xmppra;

import java.util.ArrayList;
import java.util.Arrays;
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
 * <p>Immutable and thread-safe.
 */
public final class XmlElement {
    private static final int PREFIX = 0;
    private static final int NAMESPACE = 1;
    private static final int NAME = 2;
    private static final int VALUE = 3;
    private static final int ATTRIBUTE_FIELDS = 4;

    private final String prefix;
    private final String namespace;
    private final String name;
    /** Four fields an attribute: prefix, namespace, name, value. */
    private final String[] attributes;
    /** Two fields a declaration: prefix, namespace. */
    private final String[] declarations;
    /** Strings (text) and XmlElements, in document order. */
    private final List<Object> content;

    private XmlElement(Builder builder) {
        this.prefix = builder.prefix;
        this.namespace = builder.namespace;
        this.name = builder.name;
        this.attributes = builder.attributes.toArray(String[]::new);
        this.declarations = builder.declarations.toArray(String[]::new);
        this.content = List.copyOf(builder.content);
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
     * {@code XMLStreamReader}, or an object of a JAXB class ({@code @XmlRootElement} or {@code JAXBElement}).
     *
     * @throws IllegalArgumentException if it is not one well-formed element with a namespace, or not of a known kind;
     *     the message says what is wrong and where
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
        return XmlTreeReader.parse(xml);
    }

    /**
     * Reads the element at whose start tag the reader stands, and leaves the reader at its end tag.
     *
     * @throws XMLStreamException if what is read is not well-formed, or holds what XMPP forbids (RFC 6120 §11.1):
     *     comments, processing instructions, DTDs, entity references other than the predefined
     */
    public static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        return XmlTreeReader.read(reader);
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

    /** Whether it has this namespace and local name. */
    public boolean is(String expectedNamespace, String expectedName) {
        return name.equals(expectedName) && namespace.equals(expectedNamespace);
    }

    /** The value of an attribute without namespace. */
    public Optional<String> attribute(String attributeName) {
        return attribute("", attributeName);
    }

    /** The value of an attribute. */
    public Optional<String> attribute(String attributeNamespace, String attributeName) {
        for (int i = 0; i < attributes.length; i += ATTRIBUTE_FIELDS) {
            if (attributes[i + NAME].equals(attributeName) && attributes[i + NAMESPACE].equals(attributeNamespace)) {
                return Optional.of(attributes[i + VALUE]);
            }
        }
        return Optional.empty();
    }

    /** All attributes, in document order. */
    public List<Attribute> attributes() {
        List<Attribute> all = new ArrayList<>(attributes.length / ATTRIBUTE_FIELDS);
        for (int i = 0; i < attributes.length; i += ATTRIBUTE_FIELDS) {
            all.add(new Attribute(
                    attributes[i + PREFIX], attributes[i + NAMESPACE], attributes[i + NAME], attributes[i + VALUE]));
        }
        return all;
    }

    /** The namespaces that this very element declares, in document order. */
    public List<Declaration> declarations() {
        List<Declaration> all = new ArrayList<>(declarations.length / 2);
        for (int i = 0; i < declarations.length; i += 2) {
            all.add(new Declaration(declarations[i], declarations[i + 1]));
        }
        return all;
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
     * The element in another form: {@code XmlElement}, {@code org.w3c.dom.Element}, {@code javax.xml.transform.Source},
     * {@code String} (as {@link #toXml()}), or a JAXB class, bound with the class's own loader.
     *
     * @throws IllegalArgumentException if it does not fit the class; the message names the class and the path, never
     *     the value
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
        StringBuilder out = new StringBuilder();
        writeTo(out, "");
        return out.toString();
    }

    /**
     * Appends the element as XML.
     *
     * @param out where to
     * @param inheritedNamespace the default namespace at that place, which need not be declared again
     */
    public void writeTo(StringBuilder out, String inheritedNamespace) {
        XmlTreeWriter.write(this, out, inheritedNamespace);
    }

    /** A builder that begins with everything this element has. */
    public Builder toBuilder() {
        Builder builder = new Builder(prefix, namespace, name);
        builder.attributes.addAll(Arrays.asList(attributes));
        builder.declarations.addAll(Arrays.asList(declarations));
        builder.content.addAll(content);
        return builder;
    }

    /** Equal are elements of the same names, attributes and content, however their prefixes are chosen. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof XmlElement that
                && name.equals(that.name)
                && namespace.equals(that.namespace)
                && content.equals(that.content)
                && attributes.length == that.attributes.length
                && that.attributes().stream()
                        .allMatch(a -> attribute(a.namespace(), a.name())
                                .filter(a.value()::equals)
                                .isPresent());
    }

    @Override
    public int hashCode() {
        return Objects.hash(namespace, name, content);
    }

    /** The name only: the content may hold a secret. Use {@link #toXml()} for all of it. */
    @Override
    public String toString() {
        return "{" + namespace + "}" + name;
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
        private final List<String> attributes = new ArrayList<>(ATTRIBUTE_FIELDS);
        private final List<String> declarations = new ArrayList<>(2);
        private final List<Object> content = new ArrayList<>(2);

        Builder(String prefix, String namespace, String name) {
            this.prefix = prefix;
            this.namespace = XmlChars.checkText("The namespace of <" + name + ">", namespace);
            this.name = XmlNames.checkName(name);
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
            XmlChars.checkText("The attribute '" + attributeName + "' of <" + name + ">", value);
            for (int i = 0; i < attributes.size(); i += ATTRIBUTE_FIELDS) {
                if (attributes.get(i + NAME).equals(attributeName)
                        && attributes.get(i + NAMESPACE).equals(attributeNamespace)) {
                    attributes.set(i + VALUE, value);
                    return this;
                }
            }
            attributes.addAll(List.of(attributePrefix, attributeNamespace, attributeName, value));
            return this;
        }

        /** Declares a namespace, for names that stand in text, such as {@code xsi:type} values. */
        public Builder declare(String declaredPrefix, String declaredNamespace) {
            declarations.add(declaredPrefix);
            declarations.add(declaredNamespace);
            return this;
        }

        /**
         * Adds text.
         *
         * @throws IllegalArgumentException if it holds a character that XML 1.0 forbids
         */
        public Builder text(String text) {
            if (!text.isEmpty()) {
                content.add(XmlChars.checkText("The text of <" + name + ">", text));
            }
            return this;
        }

        /** Adds a child element. */
        public Builder child(XmlElement child) {
            content.add(Objects.requireNonNull(child, "child"));
            return this;
        }

        /** Adds a child element of the same namespace that holds only text. */
        public Builder child(String childName, String text) {
            return child(new Builder("", namespace, childName).text(text).build());
        }

        /** The element. */
        public XmlElement build() {
            return new XmlElement(this);
        }
    }
}
