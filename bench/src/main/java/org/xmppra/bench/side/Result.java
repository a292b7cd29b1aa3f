package org.xmppra.bench.side;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One contestant at one work.
 *
 * @param workload the work
 * @param peer who
 * @param version of the library
 * @param samples what was measured, in order; empty if it failed
 */
public record Result(Workload workload, Peer peer, String version, List<Sample> samples) {
    /** The median of a figure. */
    public double median(ToDoubleFunction<Sample> figure) {
        return sorted(figure)[samples.size() / 2];
    }

    /** The least and the greatest of a figure. */
    public double[] spread(ToDoubleFunction<Sample> figure) {
        double[] sorted = sorted(figure);
        return new double[] {sorted[0], sorted[sorted.length - 1]};
    }

    private double[] sorted(ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).sorted().toArray();
    }
}
