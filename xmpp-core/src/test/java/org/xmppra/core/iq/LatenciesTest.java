package org.xmppra.core.iq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("RA-29")
class LatenciesTest {
    private final Latencies latencies = new Latencies();

    private long percentile(double percent) {
        return Latencies.percentileMicros(List.of(latencies), percent);
    }

    @Test
    void nothingRecordedIsZero() {
        assertThat(percentile(50)).isZero();
    }

    @Test
    void percentilesAreRightToTwelvePerCent() {
        for (int millis = 1; millis <= 1_000; millis++) {
            latencies.record(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        assertThat(percentile(50)).isCloseTo(500_000L, withinPercentage(13));
        assertThat(percentile(95)).isCloseTo(950_000L, withinPercentage(13));
        assertThat(percentile(100)).isCloseTo(1_000_000L, withinPercentage(13));
    }

    @Test
    void theShortestAndTheLongestHaveABucket() {
        latencies.record(-1);
        assertThat(percentile(100)).isZero();
        latencies.record(7_000);
        assertThat(percentile(100)).isEqualTo(7);
        latencies.record(Long.MAX_VALUE);
        assertThat(percentile(100)).isPositive();
    }

    @Test
    void severalAreTakenTogether() {
        Latencies slow = new Latencies();
        latencies.record(1_000);
        slow.record(7_000);
        assertThat(Latencies.percentileMicros(List.of(latencies, slow), 50)).isEqualTo(1);
        assertThat(Latencies.percentileMicros(List.of(latencies, slow), 51)).isEqualTo(7);
    }
}
