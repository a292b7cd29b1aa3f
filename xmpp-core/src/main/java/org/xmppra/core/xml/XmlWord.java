package org.xmppra.core.xml;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes looked at as one number: most of a stanza is text that means nothing to its grammar. */
final class XmlWord {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private XmlWord() {}

    /** Whether the eight bytes from here on are ASCII that has no meaning anywhere: no control, quote, bracket or ampersand. */
    static boolean isPlain(byte[] in, int at) {
        long word = (long) WORD.get(in, at);
        // Taking from a byte more than it is sets its high bit; what that takes from the next does not matter then.
        long controls = word - ' ' * EACH;
        long ampersandsAndApostrophes = ((word | EACH) ^ '\'' * EACH) - EACH;
        long angles = ((word | 2 * EACH) ^ '>' * EACH) - EACH;
        long quotes = (word ^ '"' * EACH) - EACH;
        long brackets = (word ^ ']' * EACH) - EACH;
        return ((word | controls | ampersandsAndApostrophes | angles | quotes | brackets) & HIGH_BITS) == 0;
    }
}
