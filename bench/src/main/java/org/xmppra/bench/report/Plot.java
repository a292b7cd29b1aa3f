package org.xmppra.bench.report;

import java.util.List;
import org.xmppra.bench.side.Peer;
import org.xmppra.bench.side.Result;
import org.xmppra.bench.side.Sample;
import org.xmppra.bench.side.Workload;

/** Bars of CPU seconds for 100,000 round trips, on a logarithmic scale, with the spread as a line: an SVG. */
public final class Plot {
    private static final int LEFT = 190;
    private static final int WIDTH = 760;
    private static final int BAR = 16;
    private static final double LEAST = 0.01;
    private static final double MOST = 100;

    private final StringBuilder out = new StringBuilder();
    private int y = 40;

    private Plot() {}

    /** The plot of all results. */
    public static String of(List<Result> results) {
        Plot plot = new Plot();
        plot.text(
                10,
                20,
                "CPU seconds of the process for 100,000 round trips: median and spread; less is better; logarithmic",
                14);
        results.stream().map(Result::workload).distinct().forEach(workload -> plot.panel(workload, results));
        return "<svg xmlns='http://www.w3.org/2000/svg' width='" + WIDTH + "' height='" + (plot.y + 10)
                + "' font-family='sans-serif'><rect width='100%' height='100%' fill='white'/>" + plot.out + "</svg>\n";
    }

    private void panel(Workload workload, List<Result> results) {
        y += 14;
        text(10, y, workload.title(), 13);
        y += 8;
        for (Result result : results) {
            if (result.workload().equals(workload) && !result.samples().isEmpty()) {
                bar(result);
            }
        }
        y += 8;
    }

    private void bar(Result result) {
        double median = result.median(Sample::cpuSeconds);
        double[] spread = result.spread(Sample::cpuSeconds);
        text(20, y + 12, result.peer().title(), 11);
        out.append(Table.format(
                "<rect x='%d' y='%d' width='%.1f' height='%d' fill='%s'/>",
                LEFT, y + 2, x(median) - LEFT, BAR - 4, colour(result.peer())));
        out.append(Table.format(
                "<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='black'/>",
                x(spread[0]), x(spread[1]), y + BAR / 2, y + BAR / 2));
        text((int) x(spread[1]) + 6, y + 12, Table.format("%.2f", median), 11);
        y += BAR;
    }

    private static double x(double value) {
        double share = Math.log10(Math.max(value, LEAST) / LEAST) / Math.log10(MOST / LEAST);
        return LEFT + share * (WIDTH - LEFT - 60);
    }

    private static String colour(Peer peer) {
        return switch (peer) {
            case RAW -> "#bbbbbb";
            case CORE_CLIENT, CORE_COMPONENT -> "#1f6fb4";
            default -> "#d9a441";
        };
    }

    private void text(int x, int at, String text, int size) {
        out.append(Table.format("<text x='%d' y='%d' font-size='%d'>%s</text>", x, at, size, text));
    }
}
