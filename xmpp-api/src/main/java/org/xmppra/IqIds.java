package org.xmppra;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Ids that are unique within the process and cannot be guessed from outside, not even by a peer who saw others: 96 random
 * bits each. Drawn in bulk, as asking the generator for each costs more than all the rest of a small IQ; without a lock, as
 * every caller of every session passes here, and one whose processor is taken away meanwhile would stop them all.
 */
final class IqIds {
    private static final int BYTES = 12;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static volatile Pool pool = new Pool();

    /** Random bytes, each given to one caller only. */
    private static final class Pool {
        private final byte[] bytes = new byte[BYTES * 256];
        private final AtomicInteger used = new AtomicInteger();

        Pool() {
            RANDOM.nextBytes(bytes);
        }

        /** The next of them; null when all are given away. */
        byte @Nullable [] draw() {
            int from = used.getAndAdd(BYTES);
            return from < bytes.length ? Arrays.copyOfRange(bytes, from, from + BYTES) : null;
        }
    }

    private IqIds() {}

    static String next() {
        byte[] drawn = pool.draw();
        while (drawn == null) {
            drawn = refilled().draw();
        }
        return ENCODER.encodeToString(drawn);
    }

    private static synchronized Pool refilled() {
        if (pool.used.get() >= pool.bytes.length) {
            pool = new Pool();
        }
        return pool;
    }
}
