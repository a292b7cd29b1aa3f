package org.xmppra.core.iq;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long things took, in buckets that are at most an eighth of their value wide: percentiles are right to 12 per cent,
 * whatever their size, in two kilobytes. Recording never waits. Thread-safe.
 */
public final class Latencies {
    private static final int STEPS_BITS = 3;
    private static final int STEPS = 1 << STEPS_BITS;
    /** Longest: 2^40 microseconds, some 12 days. */
    private static final int BUCKETS = STEPS * (40 - STEPS_BITS + 2);

    private volatile AtomicLongArray counts = new AtomicLongArray(0);

    /** Adds one. */
    public void record(long nanos) {
        counts().incrementAndGet(bucket(Math.max(0, nanos / 1_000)));
    }

    /** Most statistics never see a request: their memory is taken with the first. */
    private AtomicLongArray counts() {
        if (counts.length() == 0) {
            synchronized (this) {
                if (counts.length() == 0) {
                    counts = new AtomicLongArray(BUCKETS);
                }
            }
        }
        return counts;
    }

    private static int bucket(long micros) {
        if (micros < STEPS) {
            return (int) micros;
        }
        int power = 63 - Long.numberOfLeadingZeros(micros);
        int step = (int) (micros >>> (power - STEPS_BITS)) - STEPS;
        return Math.min(BUCKETS - 1, STEPS * (power - STEPS_BITS + 1) + step);
    }

    /** The highest value of a bucket. */
    private static long micros(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int shift = bucket / STEPS - 1;
        return ((long) (bucket % STEPS + STEPS + 1) << shift) - 1;
    }

    /**
     * The time that so many of a hundred did not exceed, in microseconds; 0 if nothing was recorded.
     *
     * @param all whose times to take together
     * @param percent above 0, at most 100
     */
    public static long percentileMicros(Collection<Latencies> all, double percent) {
        long[] sums = new long[BUCKETS];
        long total = 0;
        for (Latencies latencies : all) {
            AtomicLongArray now = latencies.counts;
            for (int bucket = 0; bucket < now.length(); bucket++) {
                long count = now.get(bucket);
                sums[bucket] += count;
                total += count;
            }
        }
        long left = (long) Math.ceil(total * percent / 100);
        for (int bucket = 0; left > 0 && bucket < BUCKETS; bucket++) {
            left -= sums[bucket];
            if (left <= 0) {
                return micros(bucket);
            }
        }
        return 0;
    }
}
