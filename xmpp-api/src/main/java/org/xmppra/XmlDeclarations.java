package org.xmppra;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The namespaces that one element declares itself, in document order, in one array. Immutable. */
final class XmlDeclarations {
    static final XmlDeclarations NONE = new XmlDeclarations(new String[0]);

    private static final int FIELDS = 2;

    private final String[] fields;

    private XmlDeclarations(String[] fields) {
        this.fields = fields;
    }

    /** These and one more, whose prefix must not be declared yet. */
    XmlDeclarations with(String prefix, String namespace) {
        String[] all = Arrays.copyOf(fields, fields.length + FIELDS);
        all[fields.length] = prefix;
        all[fields.length + 1] = namespace;
        return new XmlDeclarations(all);
    }

    int count() {
        return fields.length / FIELDS;
    }

    String prefix(int i) {
        return fields[i * FIELDS];
    }

    String namespace(int i) {
        return fields[i * FIELDS + 1];
    }

    boolean hold(String prefix) {
        for (int i = 0; i < fields.length; i += FIELDS) {
            if (fields[i].equals(prefix)) {
                return true;
            }
        }
        return false;
    }

    List<XmlElement.Declaration> list() {
        if (fields.length == 0) {
            return List.of();
        }
        return IntStream.range(0, count())
                .mapToObj(i -> new XmlElement.Declaration(prefix(i), namespace(i)))
                .toList();
    }
}
