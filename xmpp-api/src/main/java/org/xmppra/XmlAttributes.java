package org.xmppra;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
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
        return find(fields, fields.length, namespace, name);
    }

    private static int find(@Nullable String[] fields, int length, String namespace, String name) {
        for (int at = length - FIELDS; at >= 0; at -= FIELDS) {
            if (name.equals(fields[at + NAME]) && namespace.equals(fields[at + NAMESPACE])) {
                return at / FIELDS;
            }
        }
        return -1;
    }

    List<XmlElement.Attribute> list() {
        if (fields.length == 0) {
            return List.of();
        }
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

    /** The attributes of an element under construction. Not thread-safe. */
    static final class Growing {
        private static final @Nullable String[] EMPTY = {};
        /** What most stanzas have. */
        private static final int FIRST_CAPACITY = 4 * FIELDS;

        private @Nullable String[] fields = EMPTY;
        private int length;
        /** Whether attributes that are complete have the same array: then it is full. */
        private boolean shared;

        /** Adds one; in place of the one of the same name, if there is one, whose place and prefix stay. */
        void put(String prefix, String namespace, String name, String value) {
            int same = find(fields, length, namespace, name);
            if (same >= 0) {
                fields = shared ? fields.clone() : fields;
                shared = false;
                fields[same * FIELDS + VALUE] = value;
                return;
            }
            add(prefix, namespace, name, value);
        }

        /** Adds one; its namespace may be left to {@link #resolve}. */
        void add(String prefix, @Nullable String namespace, String name, String value) {
            if (length == fields.length) {
                fields = Arrays.copyOf(fields, Math.max(FIRST_CAPACITY, length * 2));
                shared = false;
            }
            fields[length + PREFIX] = prefix;
            fields[length + NAMESPACE] = namespace;
            fields[length + NAME] = name;
            fields[length + VALUE] = value;
            length += FIELDS;
        }

        /**
         * Puts in the namespaces that were left out.
         *
         * @return whether each attribute is there once
         */
        boolean resolve(UnaryOperator<String> namespaces) {
            for (int at = 0; at < length; at += FIELDS) {
                String namespace = fields[at + NAMESPACE];
                if (namespace == null) {
                    namespace = namespaces.apply(Objects.requireNonNull(fields[at + PREFIX]));
                    fields[at + NAMESPACE] = namespace;
                }
                if (find(fields, at, namespace, Objects.requireNonNull(fields[at + NAME])) >= 0) {
                    return false;
                }
            }
            return true;
        }

        /** Puts those of another element first. */
        void putAll(XmlAttributes others) {
            fields = others.fields;
            length = fields.length;
            shared = true;
        }

        XmlAttributes complete() {
            if (length == 0) {
                return NONE;
            }
            shared = length == fields.length;
            return new XmlAttributes(shared ? fields : Arrays.copyOf(fields, length));
        }
    }
}
