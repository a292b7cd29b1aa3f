package org.xmppra.core.management;

import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;

/** Counts of stanzas: 32 bits without sign, after the highest comes zero (XEP-0198 §4). */
final class Counts {
    static final long MODULUS = 1L << 32;

    private Counts() {}

    static long plus(long count, long more) {
        return (count + more) % MODULUS;
    }

    /** How many steps lead from one count to another. */
    static long distance(long from, long to) {
        return Math.floorMod(to - from, MODULUS);
    }

    /**
     * The {@code h} of an element.
     *
     * @throws StreamException if it has none, or one that is no 32-bit number without sign
     */
    static long read(XmlElement element) throws StreamException {
        String text = element.attribute("h").orElse("");
        long value = text.matches("[0-9]{1,10}") ? Long.parseLong(text) : MODULUS;
        if (value >= MODULUS) {
            throw new StreamException(
                    StreamErrorCondition.BAD_FORMAT, "an h that is no 32-bit number without sign (XEP-0198)");
        }
        return value;
    }
}
