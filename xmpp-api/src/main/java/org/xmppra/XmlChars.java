package org.xmppra;

/** The characters that XML 1.0 allows. */
final class XmlChars {
    private XmlChars() {}

    /**
     * Checks a value that is going to be written.
     *
     * @throws IllegalArgumentException naming the place and the first character that XML 1.0 forbids
     */
    static String checkText(String where, String value) {
        int forbidden = firstForbidden(value);
        if (forbidden >= 0) {
            throw forbidden(where, value, forbidden);
        }
        return value;
    }

    /** Where the first character stands that XML 1.0 forbids, or -1. */
    static int firstForbidden(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x20 && c < 0xD800) {
                continue; // Nearly all there is.
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (!isAllowed(c)) {
                return i;
            }
        }
        return -1;
    }

    /** What is thrown for a character that {@link #firstForbidden} found. */
    static IllegalArgumentException forbidden(String where, String value, int at) {
        return new IllegalArgumentException(String.format(
                "%s holds U+%04X at offset %d, which XML 1.0 forbids: remove or encode it",
                where, (int) value.charAt(at), at));
    }

    /** Char of XML 1.0 §2.2. */
    static boolean isAllowed(int c) {
        return c >= 0x20 && c < 0xD800
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000 && c <= Character.MAX_CODE_POINT;
    }
}
