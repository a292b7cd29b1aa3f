package org.xmppra.bench;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.xmppra.bench.side.Progress;
import org.xmppra.bench.side.Sample;

/** Says on the console what goes on; keeps who was missing for the report. */
final class ConsoleProgress implements Progress {
    private final Set<String> missing = new TreeSet<>();
    private String title = "";

    @Override
    public void begin(String newTitle) {
        title = newTitle;
        line("== " + newTitle);
    }

    @Override
    public void sample(String who, int repetition, Sample sample) {
        line(String.format(
                Locale.ROOT,
                "%s, %s, %d: %,.0f/s, %.2f CPU s, p50 %.0f µs",
                title,
                who,
                repetition + 1,
                sample.perSecond(),
                sample.cpuSeconds(),
                sample.p50()));
    }

    @Override
    public void missing(String who, String why) {
        missing.add(who + " in \"" + title + "\": " + why);
        line("MISSING: " + who + ": " + why);
    }

    @Override
    public void line(String text) {
        System.out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + text);
    }

    /** Who could not take part in what, and why. */
    String notes() {
        return missing.isEmpty() ? "Nobody was missing.\n" : "Missing: " + String.join("; ", missing) + "\n";
    }
}
