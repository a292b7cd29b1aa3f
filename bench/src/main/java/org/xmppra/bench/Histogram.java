package org.xmppra.bench;

import java.util.concurrent.atomic.AtomicLongArray;

/** Times, in buckets of about 1.5 %, from a nanosecond to some minutes. Thread-safe; counting waits for nobody. */
public final class Histogram {
    private static final int SUB_BITS = 6;
    private static final int SUB = 1 << SUB_BITS;

    private final AtomicLongArray buckets = new AtomicLongArray(SUB * 40);

    /** Counts a time. */
    public void record(long nanos) {
        buckets.getAndIncrement(index(Math.max(nanos, 0)));
    }

    private static int index(long nanos) {
        if (nanos < SUB) {
            return (int) nanos;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
        return Math.min((shift + 1) * SUB + (int) (nanos >>> shift) - SUB, SUB * 40 - 1);
    }

    private static long lowest(int index) {
        return index < SUB ? index : (long) (index % SUB + SUB) << index / SUB - 1;
    }

    /** Forgets all. */
    public void clear() {
        for (int i = 0; i < buckets.length(); i++) {
            buckets.set(i, 0);
        }
    }

    /** How many were counted. */
    public long count() {
        long sum = 0;
        for (int i = 0; i < buckets.length(); i++) {
            sum += buckets.get(i);
        }
        return sum;
    }

    /** The time in microseconds that this share did not exceed; 0 if nothing was counted. */
    public double micros(double share) {
        long wanted = (long) Math.ceil(count() * share);
        long seen = 0;
        for (int i = 0; i < buckets.length() && wanted > 0; i++) {
            seen += buckets.get(i);
            if (seen >= wanted) {
                return lowest(i) / 1e3;
            }
        }
        return 0;
    }
}
