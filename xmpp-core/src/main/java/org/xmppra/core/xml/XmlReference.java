package org.xmppra.core.xml;

import java.util.Set;
import org.xmppra.core.stream.StreamException;

/** Checks what follows an ampersand: a predefined entity or a reference to a character that XML 1.0 allows. */
final class XmlReference {
    private static final Set<String> PREDEFINED = Set.of("lt", "gt", "amp", "apos", "quot");
    private static final int LONGEST_NAME = 4;
    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;

    private final StringBuilder name = new StringBuilder(LONGEST_NAME);
    private int radix;
    private int digits;
    private int codePoint;

    void begin() {
        name.setLength(0);
        radix = 0;
        digits = 0;
        codePoint = 0;
    }

    /**
     * Takes the next character.
     *
     * @return whether the reference is complete
     */
    boolean next(int c) throws StreamException {
        if (radix != 0) {
            return nextOfNumber(c);
        }
        if (c == '#' && name.isEmpty()) {
            radix = DECIMAL;
            return false;
        }
        return nextOfName(c);
    }

    private boolean nextOfName(int c) throws StreamException {
        if (c == ';' && !name.isEmpty()) {
            if (!PREDEFINED.contains(name.toString())) {
                throw foreign();
            }
            return true;
        }
        if (name.isEmpty() ? !XmlSyntax.isNameStart(c) : !XmlSyntax.isName(c)) {
            throw Refusal.malformed("an ampersand that begins no reference");
        }
        if (name.length() == LONGEST_NAME) {
            throw foreign();
        }
        name.appendCodePoint(c);
        return false;
    }

    private boolean nextOfNumber(int c) throws StreamException {
        if (c == 'x' && radix == DECIMAL && digits == 0) {
            radix = HEXADECIMAL;
            return false;
        }
        if (c == ';' && XmlSyntax.isAllowed(codePoint)) {
            return true;
        }
        int digit = c < 0x80 ? Character.digit(c, radix) : -1;
        if (digit < 0) {
            throw Refusal.malformed("a character reference that stands for no character");
        }
        digits++;
        codePoint = codePoint * radix + digit;
        if (codePoint > Character.MAX_CODE_POINT) {
            throw Refusal.malformed("a character reference beyond Unicode");
        }
        return false;
    }

    private static StreamException foreign() {
        return Refusal.restricted("an entity reference other than the predefined");
    }
}
