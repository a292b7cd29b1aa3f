package org.xmppra;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one element and how far they are read: names, text, values, references (XML 1.0 §2, §4.1). Whatever is not expected
 * is refused by {@link IllegalArgumentException}, with its place. Not thread-safe.
 */
final class XmlWireCursor {
    private static final byte[] CDATA_START = "<![CDATA[".getBytes(US_ASCII);
    private static final byte[] CDATA_END = "]]>".getBytes(US_ASCII);
    /** What is seen behind the end. No document holds it, so nothing expects it. */
    private static final byte END = 0;

    private static final char REPLACEMENT = '\uFFFD';
    private static final byte PLAIN_TEXT = 1;
    private static final byte PLAIN_VALUE = 2;
    private static final byte NAME = 4;
    /** By byte; those of characters beyond ASCII belong to both, and are looked at when they are decoded. */
    private static final byte[] CLASSES = classes();

    private static final XmlStringCache NAMES = new XmlStringCache(512);
    private static final XmlStringCache VALUES = new XmlStringCache(512);

    private final byte[] in;
    private final int begin;
    /** Behind the last byte that may be read. */
    private final int limit;

    private int at;

    XmlWireCursor(byte[] utf8, int from, int to) {
        Objects.checkFromToIndex(from, to, utf8.length);
        this.in = utf8;
        this.begin = from;
        this.limit = to;
        this.at = from;
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (char c = 0; c < classes.length; c++) {
            if (c >= ' ' && c != '<' && c != '&') {
                classes[c] |= c == ']' ? 0 : PLAIN_TEXT;
                classes[c] |= c == '\'' || c == '"' ? 0 : PLAIN_VALUE;
            }
            classes[c] |= c == '\t' || c == '\n' ? PLAIN_TEXT : 0;
            if (c >= 0x80 || XmlNames.isStart(c) || XmlNames.isFurther(c)) {
                classes[c] |= NAME;
            }
        }
        return classes;
    }

    byte peek() {
        return at < limit ? in[at] : END;
    }

    boolean isAtEnd() {
        return at == limit;
    }

    boolean isEndTagNext() {
        return peek() == '<' && at + 1 < limit && in[at + 1] == '/';
    }

    int position() {
        return at;
    }

    void expect(char wanted) {
        if (peek() != wanted) {
            throw refused("'" + wanted + "' was expected");
        }
        at++;
    }

    /** @return whether there was any */
    boolean skipSpace() {
        int from = at;
        byte b = peek();
        while (b == ' ' || b == '\t' || b == '\n' || b == '\r') {
            at++;
            b = peek();
        }
        return at > from;
    }

    /** A name without a colon. */
    String name() {
        int from = at;
        int end = at;
        int hash = 0;
        while (end < limit && (CLASSES[in[end] & 0xFF] & NAME) != 0) {
            hash = 31 * hash + in[end++];
        }
        if (end == from) {
            throw refused("a name was expected");
        }
        at = end;
        return NAMES.get(in, from, at, hash, utf8 -> XmlNames.checkName(decoded(utf8)));
    }

    private static String decoded(byte[] utf8) {
        String text = new String(utf8, UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        // It may stand in place of a fault.
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("The XML is not in UTF-8", e);
        }
    }

    /** Passes over what was read from one position to another, if it comes again. */
    boolean skipSame(int from, int to) {
        int end = at + to - from;
        boolean same = end <= limit && Arrays.equals(in, from, to, in, at, end);
        if (same) {
            at = end;
        }
        return same;
    }

    /** The value of an attribute, between its quotes; white space becomes spaces (XML 1.0 §3.3.3). */
    String value() {
        byte quote = quote();
        String value = characters(quote, PLAIN_VALUE);
        at++;
        return value;
    }

    /** The same, for one that peers are likely to repeat: an address, a type, a namespace. */
    String repeatedValue() {
        int start = at;
        byte quote = quote();
        int from = at;
        int end = from;
        int hash = 0;
        while (end < limit && (CLASSES[in[end] & 0xFF] & PLAIN_VALUE) != 0) {
            hash = 31 * hash + in[end++];
        }
        if (end == limit || in[end] != quote) {
            at = start;
            return value();
        }
        at = end + 1;
        return VALUES.get(in, from, end, hash, utf8 -> XmlChars.checkText("The XML", decoded(utf8)));
    }

    private byte quote() {
        byte quote = peek();
        if (quote != '\'' && quote != '"') {
            throw refused("a quote was expected");
        }
        at++;
        return quote;
    }

    /** The text up to the next tag or CDATA section. */
    String text() {
        return characters((byte) '<', PLAIN_TEXT);
    }

    private String characters(byte end, byte plain) {
        StringBuilder before = null;
        int from = at;
        int seen = 0;
        while (true) {
            int next = at;
            int stop;
            do {
                while (limit - next >= Long.BYTES && XmlWord.isPlain(in, next)) {
                    next += Long.BYTES;
                }
                stop = Math.min(limit, next + Long.BYTES);
                while (next < stop && (CLASSES[in[next] & 0xFF] & plain) != 0) {
                    seen |= in[next++];
                }
            } while (next == stop && next < limit);
            at = next;
            byte b = peek();
            if (b == end) {
                break;
            }
            before = before == null ? new StringBuilder() : before;
            before.append(characters(from, at, seen)).appendCodePoint(special(b, plain == PLAIN_VALUE));
            from = at;
            seen = 0;
        }
        String rest = characters(from, at, seen);
        return before == null ? rest : before.append(rest).toString();
    }

    /** @param seen negative if not all of them are ASCII */
    private String characters(int from, int to, int seen) {
        return seen >= 0
                ? new String(in, from, to - from, ISO_8859_1)
                : XmlChars.checkText("The XML", decoded(Arrays.copyOfRange(in, from, to)));
    }

    /** Passes over what begins with this byte, and tells what it stands for. */
    private int special(byte b, boolean inValue) {
        if (b == '&') {
            return reference();
        }
        if (b == '\r' && at + 1 < limit && in[at + 1] == '\n') {
            at++;
        }
        if (b == '\t' || b == '\n' || b == '\r') {
            at++;
            return inValue ? ' ' : '\n';
        }
        if (b < ' ' || b == '<' || b == ']' && !inValue && isNext(CDATA_END)) {
            throw refused("a character or sequence that is not allowed there");
        }
        at++;
        return b;
    }

    private int reference() {
        at++;
        int value = peek() == '#' ? numbered() : named();
        expect(';');
        return value;
    }

    private int named() {
        return switch (name()) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "apos" -> '\'';
            case "quot" -> '"';
            default -> throw refused("no predefined entity");
        };
    }

    private int numbered() {
        at++;
        int radix = 10;
        if (peek() == 'x') {
            at++;
            radix = 16;
        }
        int value = 0;
        for (int digit = Character.digit(peek(), radix); digit >= 0; digit = Character.digit(peek(), radix)) {
            value = Math.min(value * radix + digit, Character.MAX_CODE_POINT + 1);
            at++;
        }
        if (!XmlChars.isAllowed(value)) {
            throw refused("a reference to no character of XML 1.0");
        }
        return value;
    }

    /** The content of a CDATA section that begins here; null if none does. */
    @Nullable String cdata() {
        if (!isNext(CDATA_START)) {
            return null;
        }
        at += CDATA_START.length;
        int from = at;
        while (!isNext(CDATA_END)) {
            if (isAtEnd()) {
                throw refused("a CDATA section without end");
            }
            at++;
        }
        String text = XmlChars.checkText("A CDATA section", decoded(Arrays.copyOfRange(in, from, at)));
        at += CDATA_END.length;
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private boolean isNext(byte[] wanted) {
        int end = at + wanted.length;
        return end <= limit && Arrays.equals(in, at, end, wanted, 0, wanted.length);
    }

    /** What is thrown for what comes next. */
    IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(why + ", at byte " + (at - begin) + " of " + (limit - begin));
    }
}
