package org.xmppra;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an element under construction holds so far. Neighbouring pieces of text become one. Not thread-safe. */
final class XmlContent {
    /** One node at most, and immutable, as nearly always; or growing. */
    private List<Object> nodes = List.of();
    /** The text that is still growing: a string would have to be copied for each piece. */
    private @Nullable StringBuilder growing;

    private int childDepth;

    /** @param before what is there already: as {@link #complete()} gave it */
    void addAll(List<Object> before, int depthOfChildren) {
        nodes = before.size() > 1 ? new ArrayList<>(before) : before;
        childDepth = depthOfChildren;
    }

    private void append(Object node) {
        if (nodes.isEmpty()) {
            nodes = List.of(node);
            return;
        }
        if (nodes.size() == 1) {
            nodes = new ArrayList<>(nodes);
        }
        nodes.add(node);
    }

    private void removeLast() {
        if (nodes.size() == 1) {
            nodes = List.of();
        } else {
            nodes.remove(nodes.size() - 1);
        }
    }

    void add(CharSequence piece) {
        int last = nodes.size() - 1;
        if (growing != null) {
            growing.append(piece);
        } else if (!piece.isEmpty() && last >= 0 && nodes.get(last) instanceof String before) {
            removeLast();
            growing = new StringBuilder(before).append(piece);
        } else if (!piece.isEmpty()) {
            append(piece.toString());
        }
    }

    void add(XmlElement child) {
        completeText();
        append(child);
        childDepth = Math.max(childDepth, child.depth());
    }

    /** How many levels the deepest child has; 0 without children. */
    int childDepth() {
        return childDepth;
    }

    /** The text at the end of what is there, or empty. */
    String lastText() {
        completeText();
        return !nodes.isEmpty() && nodes.get(nodes.size() - 1) instanceof String text ? text : "";
    }

    /** Strings, never two in a row, and elements. */
    List<Object> complete() {
        completeText();
        return List.copyOf(nodes);
    }

    private void completeText() {
        if (growing != null) {
            append(growing.toString());
            growing = null;
        }
    }
}
