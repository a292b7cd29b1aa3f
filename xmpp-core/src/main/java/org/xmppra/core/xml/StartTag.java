package org.xmppra.core.xml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.xmppra.core.stream.StreamNamespaces;

/**
 * The first tag of a document that passed the scanner: its name, and the prefixes it declares.
 *
 * @param prefix of its name; empty if it has none
 * @param localName its name without the prefix
 * @param declared prefixes that it declares; the empty one for the default namespace
 * @param nameEnd index behind its name
 */
record StartTag(String prefix, String localName, Set<String> declared, int nameEnd) {
    static StartTag of(byte[] document) {
        int at = endOfName(document, 1);
        String name = text(document, 1, at);
        int nameEnd = at;
        Set<String> declared = new HashSet<>();
        while (document[at] != '>' && document[at] != '/') {
            if (!XmlSyntax.isName(document[at] & 0xFF)) {
                at++; // White space, or =.
                continue;
            }
            int end = endOfName(document, at);
            String attribute = text(document, at, end);
            if (attribute.equals("xmlns")) {
                declared.add("");
            } else if (attribute.startsWith("xmlns:")) {
                declared.add(attribute.substring("xmlns:".length()));
            }
            at = endOfValue(document, end);
        }
        int colon = name.indexOf(':');
        return new StartTag(colon < 0 ? "" : name.substring(0, colon), name.substring(colon + 1), declared, nameEnd);
    }

    boolean declares(String wanted) {
        return declared.contains(wanted);
    }

    /** The document, with the namespaces declared that it inherits from a client's stream. */
    byte[] declaring(byte[] document) {
        StringBuilder missing = new StringBuilder();
        if (!declares("")) {
            missing.append(" xmlns='").append(StreamNamespaces.CLIENT).append('\'');
        }
        if (prefix.equals("stream") && !declares("stream")) {
            missing.append(" xmlns:stream='").append(StreamNamespaces.STREAM).append('\'');
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(document.length + missing.length());
        out.write(document, 0, nameEnd);
        out.writeBytes(missing.toString().getBytes(StandardCharsets.US_ASCII));
        out.write(document, nameEnd, document.length - nameEnd);
        return out.toByteArray();
    }

    private static int endOfName(byte[] document, int start) {
        int end = start;
        while (XmlSyntax.isName(document[end] & 0xFF)) {
            end++;
        }
        return end;
    }

    private static int endOfValue(byte[] document, int nameEnd) {
        int open = nameEnd;
        while (document[open] != '\'' && document[open] != '"') {
            open++;
        }
        int close = open + 1;
        while (document[close] != document[open]) {
            close++;
        }
        return close + 1;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
