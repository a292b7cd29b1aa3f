package org.xmppra;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that are unique within the process and cannot be guessed from outside: a random prefix, kept for the life of this
 * class, and a count that is scrambled with random steps.
 */
final class IqIds {
    private static final int RANDOM_BYTES = 9;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PREFIX = random();
    private static final AtomicLong COUNT = new AtomicLong();

    private IqIds() {}

    static String next() {
        return PREFIX + Long.toString(COUNT.incrementAndGet(), Character.MAX_RADIX);
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
