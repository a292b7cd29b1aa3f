package org.xmppra;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names or values that were read lately: the few that peers repeat are decoded and checked once. A slot holds the last that hashed to
 * it, so that no peer can make it grow. Lock-free: a lost race costs one more string.
 */
final class XmlStringCache {
    /** Names and namespaces of published protocols are shorter, and most addresses; what is longer is not kept. */
    private static final int LONGEST = 64;

    /** Final fields make an entry safe to be found by another thread without a fence. */
    private record Entry(byte[] utf8, String string) {}

    private final @Nullable Entry[] slots;

    /** @param size a power of two */
    XmlStringCache(int size) {
        this.slots = new Entry[size];
    }

    /**
     * A string by its bytes.
     *
     * @param hash made of the bytes
     * @param decoder makes one that is not known; what it throws is thrown
     */
    String get(byte[] in, int from, int to, int hash, Function<byte[], String> decoder) {
        int slot = (hash ^ hash >>> 16) & slots.length - 1;
        Entry known = slots[slot];
        if (known != null && Arrays.equals(known.utf8, 0, known.utf8.length, in, from, to)) {
            return known.string;
        }
        byte[] utf8 = Arrays.copyOfRange(in, from, to);
        Entry made = new Entry(utf8, decoder.apply(utf8));
        if (utf8.length <= LONGEST) {
            slots[slot] = made;
        }
        return made.string;
    }
}
