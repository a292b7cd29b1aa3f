package org.xmppra.bench.side;

import jakarta.json.JsonObject;

/**
 * What one repetition measured.
 *
 * @param perSecond round trips a second
 * @param cpuSeconds of the contestant's process, for 100,000 round trips
 * @param allocated bytes a round trip; negative where nobody knows
 * @param p50 microseconds, as p99 and p999
 * @param peakMiB the most memory the process had so far
 * @param unanswered requests of which nothing was heard again
 */
public record Sample(
        double perSecond,
        double cpuSeconds,
        double allocated,
        double p50,
        double p99,
        double p999,
        double peakMiB,
        int unanswered) {
    /** @param times where the latencies stand: with the asking side */
    static Sample of(JsonObject measured, JsonObject times) {
        double count = Math.max(1, number(measured, "count"));
        double allocated = number(measured, "allocated");
        return new Sample(
                count / number(measured, "nanos") * 1e9,
                number(measured, "cpuNanos") / count * 1e5 / 1e9,
                allocated < 0 ? -1 : allocated / count,
                number(times, "p50"),
                number(times, "p99"),
                number(times, "p999"),
                number(measured, "peakKiB") / 1024,
                measured.getInt("unanswered", 0));
    }

    private static double number(JsonObject object, String name) {
        return object.getJsonNumber(name).doubleValue();
    }
}
