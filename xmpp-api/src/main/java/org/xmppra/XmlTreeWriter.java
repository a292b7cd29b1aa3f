package org.xmppra;

import java.util.List;

/** Writes a tree as XML: escaped, and with each namespace declared where it is first needed. */
final class XmlTreeWriter {
    private final StringBuilder out;
    private final XmlScope scope;

    private XmlTreeWriter(StringBuilder out, XmlScope scope) {
        this.out = out;
        this.scope = scope;
    }

    static void write(XmlElement element, StringBuilder out, String inheritedNamespace) {
        new XmlTreeWriter(out, new XmlScope(inheritedNamespace)).write(element);
    }

    /** Recursive: {@link XmlElement#MAX_DEPTH} bounds it. */
    private void write(XmlElement element) {
        int mark = scope.enter(element);
        String prefix = scope.elementPrefix(element);
        out.append('<');
        appendName(prefix, element.name());
        for (int i = mark; i < scope.end(); i++) {
            out.append(scope.prefix(i).isEmpty() ? " xmlns" : " xmlns:").append(scope.prefix(i));
            appendValue(scope.namespace(i));
        }
        for (int i = 0; i < element.attributeRow().count(); i++) {
            out.append(' ');
            appendName(scope.attributePrefix(element, i), element.attributeRow().name(i));
            appendValue(element.attributeRow().value(i));
        }
        writeContent(element, prefix);
        scope.leave(mark);
    }

    private void writeContent(XmlElement element, String prefix) {
        List<Object> content = element.content();
        if (content.isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof XmlElement child) {
                write(child);
            } else {
                XmlChars.escapeText(out, (String) content.get(i));
            }
        }
        out.append("</");
        appendName(prefix, element.name());
        out.append('>');
    }

    private void appendName(String prefix, String name) {
        if (!prefix.isEmpty()) {
            out.append(prefix).append(':');
        }
        out.append(name);
    }

    private void appendValue(String value) {
        out.append("='");
        XmlChars.escapeAttribute(out, value);
        out.append('\'');
    }
}
