package org.xmppra.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.xmppra.bench.side.Peer;
import org.xmppra.bench.side.Result;
import org.xmppra.bench.side.Sample;
import org.xmppra.bench.side.Workload;

/** The results in Markdown: medians, and in brackets the least and the greatest. */
public final class Table {
    private final List<Result> results;
    private final StringBuilder out = new StringBuilder();

    private Table(List<Result> results) {
        this.results = results;
    }

    /** The table of all results. */
    public static String of(List<Result> results) {
        Table table = new Table(results);
        results.stream().map(Result::workload).distinct().forEach(table::write);
        return table.out.toString();
    }

    private void write(Workload workload) {
        out.append("### ").append(workload.title()).append("\n\n");
        out.append(
                "| | round trips/s | CPU s per 100,000 | p50 µs | p99 µs | p99.9 µs | bytes allocated | peak MiB |\n");
        out.append("|---|---|---|---|---|---|---|---|\n");
        results.stream().filter(result -> result.workload().equals(workload)).forEach(this::row);
        out.append('\n');
    }

    private void row(Result result) {
        out.append("| ").append(result.peer().title()).append(' ').append(result.version());
        if (result.samples().isEmpty()) {
            out.append(" | failed | | | | | | |\n");
            return;
        }
        cell(result, Sample::perSecond, "%,.0f");
        cell(result, Sample::cpuSeconds, "%.2f");
        cell(result, Sample::p50, "%.0f");
        out.append(" | ").append(format("%.0f", result.median(Sample::p99)));
        out.append(" | ").append(format("%.0f", result.median(Sample::p999)));
        double allocated = result.median(Sample::allocated);
        out.append(" | ").append(allocated < 0 ? "" : format("%,.0f", allocated));
        out.append(" | ").append(format("%.0f", result.median(Sample::peakMiB))).append(" |\n");
    }

    private void cell(Result result, ToDoubleFunction<Sample> figure, String format) {
        double[] spread = result.spread(figure);
        out.append(" | ")
                .append(format(format, result.median(figure)))
                .append(" (")
                .append(format(format, spread[0]))
                .append("–")
                .append(format(format, spread[1]))
                .append(')');
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** The ratios that are aimed at, with what was found: the better of the two forms of the core counts in neither. */
    public static String aims(List<Result> results) {
        StringBuilder out = new StringBuilder("| Work | of | measured against | ratio | at least | aim |\n");
        out.append("|---|---|---|---|---|---|\n");
        for (Aim aim : Aim.ALL) {
            aim.row(results).ifPresent(out::append);
        }
        return out.append('\n').toString();
    }

    static Optional<Result> find(List<Result> results, String workload, Peer peer) {
        return results.stream()
                .filter(result -> result.workload().title().equals(workload)
                        && result.peer() == peer
                        && !result.samples().isEmpty())
                .findFirst();
    }
}
