package org.xmppra.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.core.session.SessionConfig.Reconnect;

@Tag("ST-11")
class BackoffTest {
    private static final Reconnect SETTINGS =
            new Reconnect(true, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(5));

    private double random = 0.5;
    private final Backoff backoff = new Backoff(SETTINGS, () -> random);

    private long nextSeconds() {
        return backoff.afterTransientFailure().toSeconds();
    }

    @Test
    void boundDoublesWithEachFailureUpToTheLongest() {
        random = 0.9999999999;
        assertThat(new long[] {
                    nextSeconds(),
                    nextSeconds(),
                    nextSeconds(),
                    nextSeconds(),
                    nextSeconds(),
                    nextSeconds(),
                    nextSeconds()
                })
                .containsExactly(0, 1, 3, 7, 15, 31, 59);
        for (int i = 0; i < 200; i++) {
            assertThat(nextSeconds()).isEqualTo(59);
        }
    }

    @Test
    void jitterIsFull() {
        random = 0;
        assertThat(backoff.afterTransientFailure()).isZero();
        random = 0.25;
        assertThat(backoff.afterTransientFailure()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void hopelessFailureWaitsLongAndWithLittleJitter() {
        random = 0;
        assertThat(backoff.afterHopelessFailure()).isEqualTo(Duration.ofMinutes(5));
        random = 0.5;
        assertThat(backoff.afterHopelessFailure()).isEqualTo(Duration.ofSeconds(315));
    }

    @Test
    void hopelessFailureDoesNotLengthenTheNextTransientDelay() {
        backoff.afterHopelessFailure();
        assertThat(backoff.afterTransientFailure()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void streamThatLastedBeginsAnew() {
        nextSeconds();
        nextSeconds();
        backoff.streamLasted(Duration.ofSeconds(61));
        assertThat(backoff.afterTransientFailure()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void serverThatThrowsOutAtOnceIsNotStormed() {
        for (int i = 0; i < 10; i++) {
            backoff.afterTransientFailure();
            backoff.streamLasted(Duration.ofMillis(1));
        }
        assertThat(nextSeconds()).isEqualTo(30);
    }

    @Test
    void delaysOfAnySizeAreNeverNegative() {
        Reconnect century = new Reconnect(true, Duration.ofDays(36_500), Duration.ofDays(100_000), Duration.ZERO);
        Backoff slow = new Backoff(century, () -> 0.99);
        for (int i = 0; i < 100; i++) {
            assertThat(slow.afterTransientFailure()).isPositive().isLessThan(Duration.ofDays(100_000));
        }
    }
}
