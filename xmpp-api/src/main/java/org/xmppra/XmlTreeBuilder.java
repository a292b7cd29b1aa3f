package org.xmppra;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Builds one tree from events in document order: where every way of reading meets the same rules.
 *
 * <p>For no prefix or namespace null is as good as empty: producers differ. Every method throws {@link IllegalArgumentException} for what cannot stand in an element; the message says where.
 */
final class XmlTreeBuilder {
    private final Deque<XmlElement.Builder> open = new ArrayDeque<>();
    private @Nullable XmlElement root;

    /** A start tag; its declarations and attributes follow. */
    void start(@Nullable String prefix, @Nullable String namespace, String name) {
        if (root != null) {
            throw new IllegalArgumentException("There is more than one element");
        }
        if (open.size() == XmlElement.MAX_DEPTH) {
            throw new IllegalArgumentException("Nested deeper than " + XmlElement.MAX_DEPTH);
        }
        open.push(new XmlElement.Builder(fixed(prefix), fixed(namespace), name));
    }

    void declare(@Nullable String prefix, @Nullable String namespace) {
        if (!"xml".equals(prefix)) {
            open.element().declare(fixed(prefix), fixed(namespace));
        }
    }

    void attribute(@Nullable String prefix, @Nullable String namespace, String name, String value) {
        open.element().attribute(fixed(prefix), fixed(namespace), name, value);
    }

    /** A piece of text; neighbours become one, and are checked as one: a surrogate pair may come in two pieces. */
    void text(CharSequence piece) {
        XmlElement.Builder element = open.peek();
        if (element != null) {
            element.append(piece);
        } else if (!piece.toString().isBlank()) {
            throw new IllegalArgumentException("There is text outside the one element");
        }
    }

    /**
     * An end tag.
     *
     * @return whether it is that of the root
     */
    boolean end() {
        XmlElement done = open.pop().build();
        XmlElement.Builder parent = open.peek();
        if (parent == null) {
            root = done;
            return true;
        }
        parent.child(done);
        return false;
    }

    /** The root, once its end tag has come. */
    XmlElement root() {
        if (root == null) {
            throw new IllegalArgumentException("There is no element");
        }
        return root;
    }

    private static String fixed(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** What XMPP forbids at any depth. */
    static IllegalArgumentException restricted(String what) {
        return new IllegalArgumentException(what + " is not allowed in XMPP (RFC 6120 §11.1)");
    }
}
