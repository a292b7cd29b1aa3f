package org.xmppra;

import java.util.List;

/** Writes a tree as XML: escaped, and with each namespace declared where it is first needed. */
final class XmlTreeWriter {
    private final XmlOutput out;
    private final XmlScope scope;

    private XmlTreeWriter(XmlOutput out, XmlScope scope) {
        this.out = out;
        this.scope = scope;
    }

    static void write(XmlElement element, XmlOutput out, String inheritedNamespace) {
        new XmlTreeWriter(out, new XmlScope(inheritedNamespace)).write(element);
    }

    /** Recursive: {@link XmlElement#MAX_DEPTH} bounds it. */
    private void write(XmlElement element) {
        int mark = scope.enter(element);
        String prefix = scope.elementPrefix(element);
        out.markup("<");
        writeName(prefix, element.name());
        for (int i = mark; i < scope.end(); i++) {
            out.markup(scope.prefix(i).isEmpty() ? " xmlns" : " xmlns:")
                    .markup(scope.prefix(i))
                    .markup("=")
                    .value(scope.namespace(i));
        }
        for (int i = 0; i < element.attributeRow().count(); i++) {
            out.markup(" ");
            writeName(scope.attributePrefix(element, i), element.attributeRow().name(i));
            out.markup("=").value(element.attributeRow().value(i));
        }
        writeContent(element, prefix);
        scope.leave(mark);
    }

    private void writeContent(XmlElement element, String prefix) {
        List<Object> content = element.content();
        if (content.isEmpty()) {
            out.markup("/>");
            return;
        }
        out.markup(">");
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof XmlElement child) {
                write(child);
            } else {
                out.text((String) content.get(i));
            }
        }
        out.markup("</");
        writeName(prefix, element.name());
        out.markup(">");
    }

    private void writeName(String prefix, String name) {
        if (!prefix.isEmpty()) {
            out.markup(prefix).markup(":");
        }
        out.markup(name);
    }
}
