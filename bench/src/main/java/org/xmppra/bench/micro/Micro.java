package org.xmppra.bench.micro;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs JMH with its allocation profiler. */
public final class Micro {
    private Micro() {}

    /**
     * The rows of a table.
     *
     * @param java the {@code java} command to measure with
     */
    public static String run(String java) {
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .include(StanzaBenchmark.class.getName())
                            .addProfiler(GCProfiler.class)
                            .jvm(java)
                            .build())
                    .run();
            StringBuilder rows = new StringBuilder("| | ns | bytes allocated |\n|---|---|---|\n");
            results.forEach(result -> rows.append(row(result)));
            return rows.append('\n').toString();
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String row(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return String.format(
                Locale.ROOT,
                "| %s | %.0f ± %.0f | %s |%n",
                time.getLabel(),
                time.getScore(),
                time.getScoreError(),
                allocated == null ? "" : String.format(Locale.ROOT, "%.0f", allocated.getScore()));
    }
}
