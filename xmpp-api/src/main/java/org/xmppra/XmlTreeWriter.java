package org.xmppra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a tree as XML: escaped, and with each namespace declared where it is first needed. */
final class XmlTreeWriter {
    private final StringBuilder out;

    private XmlTreeWriter(StringBuilder out) {
        this.out = out;
    }

    static void write(XmlElement element, StringBuilder out, String inheritedNamespace) {
        new XmlTreeWriter(out).write(element, Map.of("", inheritedNamespace, "xml", Namespaces.XML));
    }

    /** @param inherited prefix -> namespace in scope at this place */
    private void write(XmlElement element, Map<String, String> inherited) {
        Map<String, String> scope = inherited;
        out.append('<');
        appendName(element.prefix(), element.name());
        for (XmlElement.Declaration declaration : element.declarations()) {
            scope = declare(scope, declaration.prefix(), declaration.namespace());
        }
        scope = declare(scope, element.prefix(), element.namespace());
        for (XmlElement.Attribute attribute : element.attributes()) {
            if (!attribute.prefix().isEmpty()) {
                scope = declare(scope, attribute.prefix(), attribute.namespace());
            }
            out.append(' ');
            appendName(attribute.prefix(), attribute.name());
            out.append("='");
            XmlChars.escapeAttribute(out, attribute.value());
            out.append('\'');
        }
        writeContent(element, scope);
    }

    private void writeContent(XmlElement element, Map<String, String> scope) {
        List<Object> content = element.content();
        if (content.isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (Object node : content) {
            if (node instanceof XmlElement child) {
                write(child, scope);
            } else {
                XmlChars.escapeText(out, (String) node);
            }
        }
        out.append("</");
        appendName(element.prefix(), element.name());
        out.append('>');
    }

    /** Declares a prefix unless it already stands for the namespace here. */
    private Map<String, String> declare(Map<String, String> scope, String prefix, String namespace) {
        if (namespace.equals(scope.get(prefix))) {
            return scope;
        }
        out.append(prefix.isEmpty() ? " xmlns='" : " xmlns:" + prefix + "='");
        XmlChars.escapeAttribute(out, namespace);
        out.append('\'');
        Map<String, String> inner = new HashMap<>(scope);
        inner.put(prefix, namespace);
        return inner;
    }

    private void appendName(String prefix, String name) {
        if (!prefix.isEmpty()) {
            out.append(prefix).append(':');
        }
        out.append(name);
    }
}
