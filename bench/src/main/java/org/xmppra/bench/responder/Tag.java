package org.xmppra.bench.responder;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A start tag in an array: its name and its attributes, copied as they stand, escapes included. */
record Tag(byte[] bytes, int from) {
    boolean is(byte[] name) {
        if (!isAt(from + 1, name)) {
            return false;
        }
        int next = bytes[from + 1 + name.length];
        return next == ' ' || next == '/' || next == '>';
    }

    /** Where the value of an attribute begins, or -1. */
    int find(byte[] name) {
        int at = from + 1;
        while (bytes[at] != '>') {
            if (bytes[at] == '\'' || bytes[at] == '"') {
                at = endOfValue(at + 1);
            } else if (bytes[at] == ' ' && isNamed(at + 1, name)) {
                return at + name.length + 3;
            }
            at++;
        }
        return -1;
    }

    private boolean isNamed(int at, byte[] name) {
        return isAt(at, name) && bytes[at + name.length] == '=';
    }

    /** Whether these bytes stand at an index. */
    boolean isAt(int at, byte[] expected) {
        return Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
    }

    /** The index of the quote behind a value. */
    int endOfValue(int start) {
        int at = start;
        while (bytes[at] != bytes[start - 1]) {
            at++;
        }
        return at;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
