package org.xmppra;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element from the bytes that a stream carries: XML 1.0 with namespaces, less what XMPP forbids (RFC 6120 §11.1), which
 * leaves no comments, processing instructions, DTDs and entities to know. It checks all that makes a tree valid, so that the tree
 * is made without a second look. Not thread-safe; one for an element.
 */
final class XmlWireReader {
    private static final String XMLNS = "xmlns";
    /** The one attribute of a stanza whose values never come again. */
    private static final String ID = "id";

    private final XmlWireCursor in;
    private final XmlScope scope = new XmlScope("");

    private XmlWireReader(XmlWireCursor in) {
        this.in = in;
    }

    static XmlElement read(XmlWireCursor in, List<XmlElement.Declaration> outer) {
        XmlWireReader reader = new XmlWireReader(in);
        for (XmlElement.Declaration declaration : outer) {
            reader.scope.bind(declaration.prefix(), declaration.namespace());
        }
        XmlElement element = reader.element(1);
        if (!reader.in.isAtEnd()) {
            throw reader.in.refused("something behind the one element");
        }
        return element;
    }

    /** Reads the element that begins here, up to behind its end tag. */
    private XmlElement element(int level) {
        if (level > XmlElement.MAX_DEPTH) {
            throw in.refused("an element deeper than " + XmlElement.MAX_DEPTH + " levels");
        }
        in.expect('<');
        int mark = scope.end();
        int nameStart = in.position();
        String first = in.name();
        String second = afterColon();
        int nameEnd = in.position();
        XmlAttributes.Growing attributes = new XmlAttributes.Growing();
        XmlDeclarations declarations = attributes(attributes, level);
        String prefix = second == null ? "" : first;
        String name = second == null ? first : second;
        String namespace = namespace(prefix);
        resolve(attributes);
        XmlContent content = new XmlContent();
        if (in.peek() == '/') {
            in.expect('/');
            in.expect('>');
        } else {
            in.expect('>');
            content(content, level);
            endTag(nameStart, nameEnd);
        }
        scope.leave(mark);
        return new XmlElement(prefix, namespace, name, attributes.complete(), declarations, content);
    }

    private @Nullable String afterColon() {
        if (in.peek() != ':') {
            return null;
        }
        in.expect(':');
        return in.name();
    }

    /** Reads what stands in a start tag behind the name. */
    private XmlDeclarations attributes(XmlAttributes.Growing attributes, int level) {
        XmlDeclarations declarations = XmlDeclarations.NONE;
        while (in.skipSpace() && in.peek() != '>' && in.peek() != '/') {
            String first = in.name();
            String second = afterColon();
            in.skipSpace();
            in.expect('=');
            in.skipSpace();
            boolean isRepeated = first.equals(XMLNS) || level == 1 && !first.equals(ID);
            String value = isRepeated ? in.repeatedValue() : in.value();
            if (first.equals(XMLNS)) {
                declarations = declare(second == null ? "" : second, value, declarations);
            } else if (second == null) {
                attributes.add("", "", first, value);
            } else {
                attributes.add(first, null, second, value);
            }
        }
        return declarations;
    }

    private XmlDeclarations declare(String prefix, String namespace, XmlDeclarations before) {
        XmlNames.checkDeclaration(prefix, namespace);
        if (before.hold(prefix)) {
            throw in.refused("the prefix '" + prefix + "' is declared twice");
        }
        if (prefix.equals("xml")) {
            return before;
        }
        scope.bind(prefix, namespace);
        return before.with(prefix, namespace);
    }

    /** The namespaces of attributes whose prefixes may be declared behind them. */
    private void resolve(XmlAttributes.Growing attributes) {
        if (!attributes.resolve(this::namespace)) {
            throw in.refused("an attribute stands there twice");
        }
    }

    private String namespace(String prefix) {
        String namespace = scope.namespace(prefix);
        if (namespace == null) {
            throw in.refused("the prefix '" + prefix + "' is not declared");
        }
        return namespace;
    }

    /** Reads up to the end tag. */
    private void content(XmlContent content, int level) {
        while (!in.isEndTagNext()) {
            if (in.peek() != '<') {
                content.add(in.text());
                continue;
            }
            String cdata = in.cdata();
            if (cdata == null) {
                content.add(element(level + 1));
            } else {
                content.add(cdata);
            }
        }
    }

    private void endTag(int nameStart, int nameEnd) {
        in.expect('<');
        in.expect('/');
        if (!in.skipSame(nameStart, nameEnd)) {
            throw in.refused("an end tag that closes another element");
        }
        in.skipSpace();
        in.expect('>');
    }
}
