package org.xmppra.core.xml;

import java.util.ArrayList;
import java.util.List;
import org.xmppra.XmlElement;

/**
 * Prefixes that a payload inherits from its stanza and its stream. Names of elements and attributes carry their namespace
 * anyway; a qualified name in text or in a value ({@code xsi:type}) is lost without its declaration.
 */
final class InheritedPrefixes {
    /** An IQ has one child, or a few: more than this is made to cost memory, and stays as it is. */
    private static final int MOST = 2_048;

    private InheritedPrefixes() {}

    /** The stanza with the declarations of its stream and its own repeated on each child. */
    static XmlElement declare(XmlElement stanza, List<XmlElement.Declaration> ofStream) {
        if (ofStream.isEmpty() && stanza.declarations().isEmpty()) {
            return stanza; // As nearly all are.
        }
        List<XmlElement.Declaration> inherited = inner(ofStream, stanza);
        int repetitions = inherited.size() * stanza.children().size();
        if (repetitions == 0 || repetitions > MOST || stanza.namespace().isEmpty()) {
            return stanza;
        }
        XmlElement.Builder copy = XmlElement.named(stanza.namespace(), stanza.name());
        stanza.attributes().forEach(a -> copy.attribute(a.prefix(), a.namespace(), a.name(), a.value()));
        inherited.forEach(d -> copy.declare(d.prefix(), d.namespace()));
        for (Object node : stanza.content()) {
            if (node instanceof XmlElement child) {
                copy.child(withDeclarations(child, inherited));
            } else {
                copy.text((String) node);
            }
        }
        return copy.build();
    }

    private static XmlElement withDeclarations(XmlElement child, List<XmlElement.Declaration> inherited) {
        XmlElement.Builder copy = child.toBuilder();
        inherited.stream()
                .filter(d -> !declares(child.declarations(), d.prefix()))
                .forEach(d -> copy.declare(d.prefix(), d.namespace()));
        return copy.build();
    }

    private static List<XmlElement.Declaration> inner(List<XmlElement.Declaration> outer, XmlElement element) {
        List<XmlElement.Declaration> own = element.declarations();
        List<XmlElement.Declaration> all = new ArrayList<>();
        outer.stream().filter(d -> !declares(own, d.prefix())).forEach(all::add);
        own.stream().filter(d -> !d.prefix().isEmpty()).forEach(all::add);
        return all;
    }

    private static boolean declares(List<XmlElement.Declaration> declarations, String prefix) {
        return declarations.stream().anyMatch(d -> d.prefix().equals(prefix));
    }
}
