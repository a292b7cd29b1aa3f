package org.xmppra;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * XML under construction, in UTF-8: what an element is {@linkplain XmlElement#writeTo written to}. It escapes, and checks nothing:
 * that the characters are some that XML 1.0 allows is the caller's part. Not thread-safe.
 */
public final class XmlOutput {
    private static final byte IN_TEXT = 1;
    private static final byte IN_VALUE = 2;
    /** Where an ASCII character is escaped. */
    private static final byte[] ESCAPED = escaped();

    private byte[] utf8;
    private int length;

    /** @param expectedBytes how much is going to be written, more or less */
    public XmlOutput(int expectedBytes) {
        this.utf8 = new byte[expectedBytes];
    }

    private static byte[] escaped() {
        byte[] escaped = new byte[0x80];
        for (char c : "<>&\r".toCharArray()) {
            escaped[c] = IN_TEXT | IN_VALUE;
        }
        for (char c : "'\"\t\n".toCharArray()) {
            escaped[c] = IN_VALUE;
        }
        return escaped;
    }

    /** Writes characters as they are: tags, or parts of them. */
    public XmlOutput markup(String markup) {
        append(markup, (byte) 0);
        return this;
    }

    /** Writes text that stands between tags. */
    public XmlOutput text(String text) {
        append(text, IN_TEXT);
        return this;
    }

    /** Writes a value that stands in single quotes, and them; white space is kept from attribute-value normalisation. */
    public XmlOutput value(String value) {
        append("'", (byte) 0);
        append(value, IN_VALUE);
        append("'", (byte) 0);
        return this;
    }

    /** What was written, in UTF-8. */
    public byte[] toBytes() {
        return Arrays.copyOf(utf8, length);
    }

    /** What was written. */
    @Override
    public String toString() {
        return new String(utf8, 0, length, StandardCharsets.UTF_8);
    }

    private void append(String characters, byte place) {
        int count = characters.length();
        makeRoom(count);
        byte[] out = utf8;
        int at = length;
        for (int i = 0; i < count; i++) {
            char c = characters.charAt(i);
            if (c >= ESCAPED.length || (ESCAPED[c] & place) != 0) {
                length = at;
                appendOther(characters.substring(i), place);
                return;
            }
            out[at++] = (byte) c;
        }
        length = at;
    }

    /** Appends what has not only characters of one byte. */
    private void appendOther(String characters, byte place) {
        StringBuilder whole = new StringBuilder(characters.length() + 32);
        int from = 0;
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (c < ESCAPED.length && (ESCAPED[c] & place) != 0) {
                whole.append(characters, from, i).append(entity(c));
                from = i + 1;
            }
        }
        byte[] bytes =
                whole.append(characters, from, characters.length()).toString().getBytes(StandardCharsets.UTF_8);
        makeRoom(bytes.length);
        System.arraycopy(bytes, 0, utf8, length, bytes.length);
        length += bytes.length;
    }

    private static String entity(char c) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '\'' -> "&apos;";
            case '"' -> "&quot;";
            default -> "&#" + (int) c + ";";
        };
    }

    private void makeRoom(int bytes) {
        if (utf8.length - length < bytes) {
            utf8 = Arrays.copyOf(utf8, Math.max(length + bytes, utf8.length * 2));
        }
    }
}
