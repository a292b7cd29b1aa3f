package org.xmppra.core.session;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: exponential with full jitter, so that sessions that were lost together do
 * not come back together. Confined to one event loop.
 */
final class Backoff {
    private final SessionConfig.Reconnect settings;
    private final DoubleSupplier random;
    private int failures;

    /**
     * @param settings the bounds
     * @param random gives numbers from 0 (inclusive) to 1 (exclusive)
     */
    Backoff(SessionConfig.Reconnect settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /** The delay after a failure that may pass by itself. */
    Duration afterTransientFailure() {
        return afterTransientFailure(settings.longest());
    }

    /** The same where someone waits, with a bound of the caller's. */
    Duration afterTransientFailure(Duration bounded) {
        long first = settings.first().toNanos();
        long longest = Math.min(settings.longest().toNanos(), bounded.toNanos());
        long bound = failures < Long.numberOfLeadingZeros(Math.max(1, first)) - 1
                ? Math.min(longest, first << failures)
                : longest;
        failures++;
        return Duration.ofNanos((long) (random.getAsDouble() * bound));
    }

    /** The delay after a failure that someone has to mend: long, and spread by a tenth. */
    Duration afterHopelessFailure() {
        long nanos = settings.hopeless().toNanos();
        return Duration.ofNanos(nanos + (long) (random.getAsDouble() * nanos / 10));
    }

    /**
     * A stream was live this long. Only one that lasted longer than the longest delay lets the next loss begin anew: a
     * server that lets everybody in and throws everybody out again must not be stormed.
     */
    void streamLasted(Duration time) {
        if (time.compareTo(settings.longest()) > 0) {
            failures = 0;
        }
    }
}
