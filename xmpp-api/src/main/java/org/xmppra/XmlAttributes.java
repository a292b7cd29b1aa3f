package org.xmppra;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The attributes of one element, in document order, in one array. Immutable. */
final class XmlAttributes {
    static final XmlAttributes NONE = new XmlAttributes(new String[0]);

    private static final int PREFIX = 0;
    private static final int NAMESPACE = 1;
    private static final int NAME = 2;
    private static final int VALUE = 3;
    private static final int FIELDS = 4;

    private final String[] fields;

    private XmlAttributes(String[] fields) {
        this.fields = fields;
    }

    /** These and one more; in place of the one of the same name, if there is one. */
    XmlAttributes with(String prefix, String namespace, String name, String value) {
        int same = find(namespace, name);
        String[] all = Arrays.copyOf(fields, same < 0 ? fields.length + FIELDS : fields.length);
        int at = same < 0 ? fields.length : same * FIELDS;
        all[at + PREFIX] = same < 0 ? prefix : all[at + PREFIX];
        all[at + NAMESPACE] = namespace;
        all[at + NAME] = name;
        all[at + VALUE] = value;
        return new XmlAttributes(all);
    }

    int count() {
        return fields.length / FIELDS;
    }

    String prefix(int i) {
        return fields[i * FIELDS + PREFIX];
    }

    String namespace(int i) {
        return fields[i * FIELDS + NAMESPACE];
    }

    String name(int i) {
        return fields[i * FIELDS + NAME];
    }

    String value(int i) {
        return fields[i * FIELDS + VALUE];
    }

    @Nullable String valueOf(String namespace, String name) {
        int found = find(namespace, name);
        return found < 0 ? null : value(found);
    }

    private boolean holds(String namespace, String name, String value) {
        int found = find(namespace, name);
        return found >= 0 && value(found).equals(value);
    }

    private int find(String namespace, String name) {
        for (int i = count() - 1; i >= 0; i--) {
            if (name(i).equals(name) && namespace(i).equals(namespace)) {
                return i;
            }
        }
        return -1;
    }

    List<XmlElement.Attribute> list() {
        return IntStream.range(0, count())
                .mapToObj(i -> new XmlElement.Attribute(prefix(i), namespace(i), name(i), value(i)))
                .toList();
    }

    /** Neither order nor prefixes count. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof XmlAttributes that
                && fields.length == that.fields.length
                && IntStream.range(0, count()).allMatch(i -> that.holds(namespace(i), name(i), value(i)));
    }

    @Override
    public int hashCode() {
        return IntStream.range(0, count())
                .map(i -> 31 * name(i).hashCode() + value(i).hashCode())
                .sum();
    }
}
