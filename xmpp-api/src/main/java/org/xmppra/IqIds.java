package org.xmppra;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Ids that are unique within the process and cannot be guessed from outside, not even by a peer who saw others: 96 bits each
 * of the key stream of AES in counter mode, under a key that {@link SecureRandom} made. Its own bits cost dozens of times as
 * much, and every caller of every session passes here: who finds none left waits while some are made. Taken without a lock, as
 * a caller whose processor is taken away meanwhile would stop them all.
 */
final class IqIds {
    /** What 96 bits take in Base64, without padding. */
    private static final int LENGTH = 16;
    /** For 64 ids; whole blocks of AES: of less, a provider may keep a part back. */
    private static final int POOL_BYTES = 12 * 64;

    private static final Cipher KEY_STREAM = keyStream();
    private static volatile Pool pool = new Pool();

    /** Ids one behind the other, each given to one caller only. */
    private static final class Pool {
        private final byte[] ids = Base64.getUrlEncoder().encode(KEY_STREAM.update(new byte[POOL_BYTES]));
        private final AtomicInteger used = new AtomicInteger();

        /** The next of them; null when all are given away. */
        @Nullable String draw() {
            int from = used.getAndAdd(LENGTH);
            return from + LENGTH <= ids.length ? new String(ids, from, LENGTH, ISO_8859_1) : null;
        }

        boolean isEmpty() {
            return used.get() + LENGTH > ids.length;
        }
    }

    private IqIds() {}

    private static Cipher keyStream() {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[16];
        byte[] counter = new byte[16];
        random.nextBytes(key);
        random.nextBytes(counter);
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "IQs need ids that cannot be guessed, and for that AES/CTR/NoPadding, which no security provider of this"
                            + " JVM has: see security.provider.… in its java.security file",
                    e);
        }
    }

    static String next() {
        String drawn = pool.draw();
        while (drawn == null) {
            drawn = refilled().draw();
        }
        return drawn;
    }

    /** One at a time: a cipher is not thread-safe. */
    private static synchronized Pool refilled() {
        if (pool.isEmpty()) {
            pool = new Pool();
        }
        return pool;
    }
}
