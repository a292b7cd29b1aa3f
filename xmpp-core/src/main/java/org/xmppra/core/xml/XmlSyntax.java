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

    /** Passes over ASCII that a name goes on with, the colon behind a prefix excepted. */
    static int skipPlainName(byte[] in, int from, int to) {
        return skip(in, from, to, PLAIN_NAME);
    }

    /** Passes over ASCII without any meaning in text or in CDATA. */
    static int skipPlainText(byte[] in, int from, int to) {
        return skipWords(in, from, to, PLAIN_TEXT);
    }

    /** Passes over ASCII without any meaning in an attribute's value, however quoted. */
    static int skipPlainValue(byte[] in, int from, int to) {
        return skipWords(in, from, to, PLAIN_VALUE);
    }

    private static int skipWords(byte[] in, int from, int to, byte plain) {
        int at = from;
        int stop;
        do {
            while (to - at >= Long.BYTES && XmlWord.isPlain(in, at)) {
                at += Long.BYTES;
            }
            stop = Math.min(to, at + Long.BYTES);
            at = skip(in, at, stop, plain);
        } while (at == stop && at < to);
        return at;
    }

    private static int skip(byte[] in, int from, int to, byte plain) {
        int at = from;
        while (at < to && in[at] >= 0 && (CLASSES[in[at]] & plain) != 0) {
            at++;
        }
        return at;
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
