package org.xmppra.core.iq;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

/**
 * Decides when to look for requests that are overdue: one timer task for all of them, none while there are none. Time
 * counts from the making of this object, so that it never wraps.
 */
final class DeadlineSweep {
    static final long NEVER = Long.MAX_VALUE;
    /** How late a timeout may come. */
    static final long RESOLUTION_NANOS = 50_000_000L;
    /** The longest delay of a task, which keeps a dead session in memory that long at most. */
    static final long LONGEST_NANOS = 5_000_000_000L;

    private final IqTimer timer;
    private final LongUnaryOperator sweep;
    private final long origin;
    private final AtomicLong next = new AtomicLong(NEVER);

    /** @param sweep is given the time, ends what is overdue, and returns the earliest deadline left, or {@link #NEVER} */
    DeadlineSweep(IqTimer timer, LongUnaryOperator sweep) {
        this.timer = timer;
        this.sweep = sweep;
        this.origin = timer.nanoTime();
    }

    long now() {
        return timer.nanoTime() - origin;
    }

    /**
     * Makes sure that a sweep comes soon after the deadline.
     *
     * @param now what {@link #now()} has told
     */
    void arm(long deadline, long now) {
        long delay = Math.max(RESOLUTION_NANOS, Math.min(deadline - now, LONGEST_NANOS));
        long at = now + delay;
        long current = next.get();
        while (at < current) {
            if (next.compareAndSet(current, at)) {
                schedule(at, delay);
                return;
            }
            current = next.get();
        }
    }

    private void schedule(long at, long delay) {
        try {
            timer.schedule(() -> run(at), delay);
        } catch (RuntimeException e) {
            next.compareAndSet(at, NEVER);
            throw e;
        }
    }

    private void run(long at) {
        if (next.compareAndSet(at, NEVER)) {
            long earliest = sweep.applyAsLong(now());
            if (earliest != NEVER) {
                arm(earliest, now());
            }
        }
    }
}
