package org.xmppra;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an element under construction holds so far. Neighbouring pieces of text become one. Not thread-safe. */
final class XmlContent {
    private final List<Object> nodes = new ArrayList<>(2);
    /** The text that is still growing: a string would have to be copied for each piece. */
    private @Nullable StringBuilder growing;

    private int childDepth;

    /** @param before what is there already: as {@link #complete()} gave it */
    void addAll(List<Object> before, int depthOfChildren) {
        nodes.addAll(before);
        childDepth = depthOfChildren;
    }

    void add(CharSequence piece) {
        int last = nodes.size() - 1;
        if (growing != null) {
            growing.append(piece);
        } else if (!piece.isEmpty() && last >= 0 && nodes.get(last) instanceof String before) {
            nodes.remove(last);
            growing = new StringBuilder(before).append(piece);
        } else if (!piece.isEmpty()) {
            nodes.add(piece.toString());
        }
    }

    void add(XmlElement child) {
        completeText();
        nodes.add(child);
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
            nodes.add(growing.toString());
            growing = null;
        }
    }
}
