package org.xmppra.core.xml;

/** Escapes what is written by hand, outside a tree. */
final class XmlEscapes {
    private XmlEscapes() {}

    static String text(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }

    /** For a value in single quotes. */
    static String attribute(String value) {
        return text(value).replace("'", "&apos;").replace("\t", "&#9;").replace("\n", "&#10;");
    }
}
