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
        int forbidden = XmlChars.firstForbidden(namespace);
        if (forbidden >= 0) {
            throw XmlChars.forbidden("The namespace of '" + name + "'", namespace, forbidden);
        }
    }

    private static boolean isNcName(String name) {
        if (name.isEmpty() || !isStart(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isStart(c) && !isFurther(c)) {
                return false;
            }
        }
        return true;
    }

    static boolean isStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80 && XmlNameChars.isLetter(c);
    }

    static boolean isFurther(char c) {
        return c >= '0' && c <= '9' || c == '-' || c == '.' || c >= 0x80 && XmlNameChars.isOther(c);
    }
}
