package org.xmppra.core.xml;

import org.xmppra.core.stream.StreamException;

/** Decodes multi-byte UTF-8, a byte at a time, by the table of well-formed sequences (RFC 3629 §4). */
final class Utf8Decoder {
    static final int INCOMPLETE = -1;

    private static final int FIRST_TRAIL = 0x80;
    private static final int LAST_TRAIL = 0xBF;
    private static final int TRAIL_BITS = 6;

    private int missing;
    private int codePoint;
    /** Bounds of the next byte: they shut out overlong forms, surrogates and what is beyond U+10FFFF. */
    private int lowest = FIRST_TRAIL;

    private int highest = LAST_TRAIL;

    boolean isInside() {
        return missing > 0;
    }

    /**
     * Takes the next byte of a character that is not ASCII.
     *
     * @return the code point, or {@link #INCOMPLETE}
     */
    int next(int octet) throws StreamException {
        if (missing == 0) {
            lead(octet);
            return INCOMPLETE;
        }
        if (octet < lowest || octet > highest) {
            throw invalid();
        }
        lowest = FIRST_TRAIL;
        highest = LAST_TRAIL;
        codePoint = codePoint << TRAIL_BITS | octet & 0x3F;
        return --missing == 0 ? codePoint : INCOMPLETE;
    }

    private void lead(int octet) throws StreamException {
        if (octet >= 0xC2 && octet <= 0xDF) {
            begin(1, octet & 0x1F);
        } else if (octet >= 0xE0 && octet <= 0xEF) {
            begin(2, octet & 0x0F);
            lowest = octet == 0xE0 ? 0xA0 : FIRST_TRAIL;
            highest = octet == 0xED ? 0x9F : LAST_TRAIL;
        } else if (octet >= 0xF0 && octet <= 0xF4) {
            begin(3, octet & 0x07);
            lowest = octet == 0xF0 ? 0x90 : FIRST_TRAIL;
            highest = octet == 0xF4 ? 0x8F : LAST_TRAIL;
        } else {
            throw invalid();
        }
    }

    private void begin(int trailBytes, int bits) {
        missing = trailBytes;
        codePoint = bits;
    }

    private static StreamException invalid() {
        return Refusal.encoding("invalid UTF-8");
    }
}
