package org.xmppra;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which prefix stands for which namespace at a place of a tree, while it is walked from the root down.
 *
 * <p>The elements' own declarations always hold, as names in text may need them. A name whose prefix is missing gets it
 * declared; a name whose prefix stands for something else at its very element gets another one. Not thread-safe.
 */
final class XmlScope {
    private static final int PAIR = 2;

    /** Pairs of prefix and namespace; later ones hide earlier ones. Seldom more than four. */
    private String[] bindings = new String[4 * PAIR];

    private int size;

    /** @param defaultNamespace what no prefix stands for at the place where the tree is put */
    XmlScope(String defaultNamespace) {
        bind("", defaultNamespace);
    }

    /**
     * Goes into an element: declares what its names need.
     *
     * @return the first new declaration; those from here to {@link #end()} are the element's
     */
    int enter(XmlElement element) {
        int mark = size / PAIR;
        XmlDeclarations declarations = element.declarationRow();
        for (int i = 0; i < declarations.count(); i++) {
            if (!declarations.namespace(i).equals(namespace(declarations.prefix(i)))) {
                bind(declarations.prefix(i), declarations.namespace(i));
            }
        }
        requireForElement(element, mark);
        XmlAttributes attributes = element.attributeRow();
        for (int i = 0; i < attributes.count(); i++) {
            if (!attributes.namespace(i).isEmpty()) {
                requireForAttribute(element, i, mark);
            }
        }
        return mark;
    }

    /** Comes out of an element: forgets what {@link #enter} declared. */
    void leave(int mark) {
        size = mark * PAIR;
    }

    /** One past the last declaration. */
    int end() {
        return size / PAIR;
    }

    /** The prefix of a declaration. */
    String prefix(int declaration) {
        return bindings[declaration * PAIR];
    }

    /** The namespace of a declaration. */
    String namespace(int declaration) {
        return bindings[declaration * PAIR + 1];
    }

    /** What a prefix stands for here, or null. */
    @Nullable String namespace(String prefix) {
        for (int i = size - PAIR; i >= 0; i -= PAIR) {
            if (bindings[i].equals(prefix)) {
                return bindings[i + 1];
            }
        }
        return prefix.equals("xml") ? Namespaces.XML : null;
    }

    /** The prefix to write the name of the element with that was entered last. */
    String elementPrefix(XmlElement element) {
        return element.namespace().equals(namespace(element.prefix()))
                ? element.prefix()
                : prefixFor(element.namespace());
    }

    /** The prefix to write an attribute of the element with that was entered last. */
    String attributePrefix(XmlElement element, int attribute) {
        String namespace = element.attributeRow().namespace(attribute);
        String wanted = element.attributeRow().prefix(attribute);
        return namespace.isEmpty() || namespace.equals(namespace(wanted)) ? wanted : prefixFor(namespace);
    }

    /** A prefix, other than none, that stands for a namespace here. */
    private String prefixFor(String wanted) {
        if (wanted.equals(Namespaces.XML)) {
            return "xml";
        }
        for (int i = size - PAIR; i >= 0; i -= PAIR) {
            if (bindings[i + 1].equals(wanted) && !bindings[i].isEmpty() && wanted.equals(namespace(bindings[i]))) {
                return bindings[i];
            }
        }
        throw new IllegalStateException("No prefix for " + wanted);
    }

    private void requireForElement(XmlElement element, int mark) {
        String prefix = element.prefix();
        if (!element.namespace().equals(namespace(prefix))) {
            require(
                    element,
                    prefix,
                    element.namespace(),
                    mark,
                    element.declarationRow().hold(prefix));
        }
    }

    private void requireForAttribute(XmlElement element, int attribute, int mark) {
        String prefix = element.attributeRow().prefix(attribute);
        String namespace = element.attributeRow().namespace(attribute);
        if (!namespace.equals(namespace(prefix))) {
            boolean taken = element.declarationRow().hold(prefix)
                    || prefix.equals(element.prefix())
                    || isUsedBefore(element, attribute, prefix)
                    || isBoundSince(mark, prefix);
            require(element, prefix, namespace, mark, taken);
        }
    }

    private void require(XmlElement element, String prefix, String namespace, int mark, boolean taken) {
        if (namespace.equals(Namespaces.XML)) {
            return;
        }
        if (!taken && !prefix.equals("xml")) {
            bind(prefix, namespace);
        } else if (!hasPrefixSince(mark, namespace)) {
            bind(unusedPrefix(element), namespace);
        }
    }

    private static boolean isUsedBefore(XmlElement element, int end, String prefix) {
        for (int i = 0; i < end; i++) {
            if (element.attributeRow().prefix(i).equals(prefix)) {
                return true;
            }
        }
        return false;
    }

    private boolean isBoundSince(int mark, String prefix) {
        for (int i = mark * PAIR; i < size; i += PAIR) {
            if (bindings[i].equals(prefix)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasPrefixSince(int mark, String namespace) {
        for (int i = mark * PAIR; i < size; i += PAIR) {
            if (bindings[i + 1].equals(namespace) && !bindings[i].isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private String unusedPrefix(XmlElement element) {
        for (int n = 1; ; n++) {
            String prefix = "ns" + n;
            if (namespace(prefix) == null
                    && !element.prefix().equals(prefix)
                    && !isUsedBefore(element, element.attributeRow().count(), prefix)) {
                return prefix;
            }
        }
    }

    /** Declares one more. */
    void bind(String prefix, String namespace) {
        if (size == bindings.length) {
            bindings = Arrays.copyOf(bindings, size * 2);
        }
        bindings[size++] = prefix;
        bindings[size++] = namespace;
    }
}
