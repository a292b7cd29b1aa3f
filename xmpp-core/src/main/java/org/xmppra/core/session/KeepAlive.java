package org.xmppra.core.session;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a sign of life when nothing was received for an interval, and gives the stream up when nothing came within
 * another: a dead peer is found within two intervals. Anything received counts; nothing sent does. Confined to one event
 * loop.
 */
final class KeepAlive {
    /** Runs a task after a delay, on the loop; fake in tests. */
    interface Clock {
        long nanoTime();

        Future<?> later(Runnable task, long delayNanos);
    }

    private final Clock clock;
    private final long intervalNanos;
    private final Runnable ask;
    private final Runnable giveUp;
    private long lastHeard;
    private boolean asked;
    private @Nullable Future<?> timer;

    /**
     * @param interval how long silence is normal; zero for ever
     * @param ask sends something that must be answered
     * @param giveUp ends the stream
     */
    KeepAlive(Clock clock, Duration interval, Runnable ask, Runnable giveUp) {
        this.clock = clock;
        this.intervalNanos = interval.toNanos();
        this.ask = ask;
        this.giveUp = giveUp;
    }

    /** Begins, for the first time or on another stream. */
    void start() {
        if (intervalNanos > 0) {
            heard();
            schedule(intervalNanos);
        }
    }

    /** Something was received. */
    void heard() {
        lastHeard = clock.nanoTime();
        asked = false;
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void schedule(long delayNanos) {
        timer = clock.later(this::check, delayNanos);
    }

    private void check() {
        long left = intervalNanos - (clock.nanoTime() - lastHeard);
        if (!asked && left > 0) {
            schedule(left);
        } else if (!asked) {
            asked = true;
            ask.run();
            schedule(intervalNanos);
        } else {
            giveUp.run();
        }
    }
}
