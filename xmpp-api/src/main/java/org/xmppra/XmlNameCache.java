package org.xmppra;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names that were read lately: the few that peers use are decoded and checked once. A slot holds the last name that hashed to it, so
 * that no peer can make it grow. Lock-free: a lost race costs one more string.
 */
final class XmlNameCache {
    /** Names of published protocols are shorter; what is longer is not kept. */
    private static final int LONGEST = 64;

    /** Final fields make an entry safe to be found by another thread without a fence. */
    private record Entry(byte[] utf8, String name) {}

    private final @Nullable Entry[] slots;

    /** @param size a power of two */
    XmlNameCache(int size) {
        this.slots = new Entry[size];
    }

    /**
     * A name by its bytes.
     *
     * @param hash made of the bytes
     * @param decoder makes a name that is not known; what it throws is thrown
     */
    String get(byte[] in, int from, int to, int hash, Function<byte[], String> decoder) {
        int slot = (hash ^ hash >>> 16) & slots.length - 1;
        Entry known = slots[slot];
        if (known != null && Arrays.equals(known.utf8, 0, known.utf8.length, in, from, to)) {
            return known.name;
        }
        byte[] utf8 = Arrays.copyOfRange(in, from, to);
        Entry made = new Entry(utf8, decoder.apply(utf8));
        if (utf8.length <= LONGEST) {
            slots[slot] = made;
        }
        return made.name;
    }
}
