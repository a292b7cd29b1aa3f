package org.xmppra;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * Ids that are unique within the process and cannot be guessed from outside, not even by a peer who saw others: 96 random
 * bits each. Drawn in bulk, as asking the generator for each costs more than all the rest of a small IQ.
 */
final class IqIds {
    private static final int BYTES = 12;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] POOL = new byte[BYTES * 256];
    private static int used = POOL.length;

    private IqIds() {}

    static String next() {
        return ENCODER.encodeToString(draw());
    }

    private static synchronized byte[] draw() {
        if (used == POOL.length) {
            RANDOM.nextBytes(POOL);
            used = 0;
        }
        used += BYTES;
        return Arrays.copyOfRange(POOL, used - BYTES, used);
    }
}
