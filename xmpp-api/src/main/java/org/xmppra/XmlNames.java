package org.xmppra;

/** Checks names that are going to be written (Namespaces in XML 1.0, NCName). */
final class XmlNames {
    private XmlNames() {}

    static String checkName(String name) {
        if (!isNcName(name)) {
            throw new IllegalArgumentException("'" + name + "' is not the name of an XML element or attribute");
        }
        return name;
    }

    static void checkElement(String prefix, String namespace, String name) {
        checkName(name);
        checkNamespace(name, namespace);
        if (!prefix.isEmpty()) {
            checkPrefix(prefix);
            if (namespace.isEmpty()) {
                throw new IllegalArgumentException("The element <" + prefix + ":" + name + "> has no namespace");
            }
        }
    }

    static void checkAttribute(String prefix, String namespace, String name) {
        checkName(name);
        if (prefix.isEmpty() != namespace.isEmpty()) {
            throw new IllegalArgumentException(
                    "The attribute '" + name + "' needs both a prefix and a namespace, or neither");
        }
        if (!prefix.isEmpty()) {
            checkPrefix(prefix);
            checkNamespace(name, namespace);
        } else if (name.equals("xmlns")) {
            throw new IllegalArgumentException(
                    "xmlns is no attribute: give the element its namespace when it is begun");
        }
    }

    static void checkDeclaration(String prefix, String namespace) {
        checkNamespace("xmlns", namespace);
        if (!prefix.isEmpty()) {
            checkPrefix(prefix);
            if (namespace.isEmpty()) {
                throw new IllegalArgumentException("The prefix '" + prefix + "' cannot stand for no namespace");
            }
        }
        if (prefix.equals("xml") != namespace.equals(Namespaces.XML)) {
            throw new IllegalArgumentException("Only the prefix 'xml' stands for " + Namespaces.XML);
        }
    }

    private static void checkPrefix(String prefix) {
        if (prefix.equals("xmlns") || !isNcName(prefix)) {
            throw new IllegalArgumentException("'" + prefix + "' is not a namespace prefix");
        }
    }

    private static void checkNamespace(String name, String namespace) {
        if (namespace.equals(Namespaces.XMLNS)) {
            throw new IllegalArgumentException("'" + name + "' cannot be in the namespace " + Namespaces.XMLNS);
        }
        XmlChars.checkText("The namespace of '" + name + "'", namespace);
    }

    private static boolean isNcName(String name) {
        if (name.isEmpty() || !isStart(name.codePointAt(0))) {
            return false;
        }
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            if (!isStart(c) && !isFurther(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    private static boolean isStart(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '_'
                || c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7
                || c >= 0x370 && c <= 0x1FFF && c != 0x37E
                || c >= 0x200C && c <= 0x200D
                || c >= 0x2070 && c <= 0x218F
                || c >= 0x2C00 && c <= 0x2FEF
                || c >= 0x3001 && c <= 0xD7FF
                || c >= 0xF900 && c <= 0xFDCF
                || c >= 0xFDF0 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0xEFFFF;
    }

    private static boolean isFurther(int c) {
        return c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == 0xB7
                || c >= 0x300 && c <= 0x36F
                || c >= 0x203F && c <= 0x2040;
    }
}
