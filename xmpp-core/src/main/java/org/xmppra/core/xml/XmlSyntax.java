package org.xmppra.core.xml;

/** Classes of characters. Those beyond ASCII in names are left to the parser, which knows them all. */
final class XmlSyntax {
    private static final int ASCII = 0x80;
    private static final byte SPACE = 1;
    private static final byte NAME_START = 2;
    private static final byte NAME = 4;
    private static final byte PLAIN_TEXT = 8;
    private static final byte PLAIN_VALUE = 16;
    private static final byte PLAIN_NAME = 32;

    private static final byte[] CLASSES = classes();

    private XmlSyntax() {}

    private static byte[] classes() {
        byte[] classes = new byte[ASCII];
        mark(classes, SPACE, " \t\r\n");
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
        mark(classes, NAME_START, letters);
        mark(classes, NAME, letters + "0123456789-.:");
        mark(classes, PLAIN_NAME, letters + "0123456789-.");
        for (char c = 0; c < ASCII; c++) {
            if (isAllowed(c) && c != '<' && c != '&') {
                classes[c] |= c == '>' || c == ']' ? 0 : PLAIN_TEXT;
                classes[c] |= c == '\'' || c == '"' ? 0 : PLAIN_VALUE;
            }
        }
        return classes;
    }

    private static void mark(byte[] classes, byte flag, String members) {
        members.chars().forEach(c -> classes[c] |= flag);
    }

    static boolean isSpace(int c) {
        return c >= 0 && c < ASCII && (CLASSES[c] & SPACE) != 0;
    }

    static boolean isNameStart(int c) {
        return c >= ASCII || (CLASSES[c] & NAME_START) != 0;
    }

    static boolean isName(int c) {
        return c >= ASCII || (CLASSES[c] & NAME) != 0;
    }

    /** Whether a byte is ASCII that a name goes on with, the colon behind a prefix excepted. */
    static boolean isPlainName(byte b) {
        return b >= 0 && (CLASSES[b] & PLAIN_NAME) != 0;
    }

    /** Whether a byte is ASCII without any meaning in text or in CDATA. */
    static boolean isPlainText(byte b) {
        return b >= 0 && (CLASSES[b] & PLAIN_TEXT) != 0;
    }

    /** Whether a byte is ASCII without any meaning in an attribute's value, however quoted. */
    static boolean isPlainValue(byte b) {
        return b >= 0 && (CLASSES[b] & PLAIN_VALUE) != 0;
    }

    /** Char of XML 1.0 §2.2. */
    static boolean isAllowed(int c) {
        return c >= 0x20 && c <= 0xD7FF
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0x10FFFF;
    }
}
