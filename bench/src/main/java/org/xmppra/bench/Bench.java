package org.xmppra.bench;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.xmppra.bench.contestant.ScaleMain;
import org.xmppra.bench.micro.Micro;
import org.xmppra.bench.report.Plot;
import org.xmppra.bench.report.Table;
import org.xmppra.bench.servers.ServerComparison;
import org.xmppra.bench.side.Launcher;
import org.xmppra.bench.side.LineProcess;
import org.xmppra.bench.side.LoopGrowth;
import org.xmppra.bench.side.Peer;
import org.xmppra.bench.side.Result;
import org.xmppra.bench.side.SideBySide;
import org.xmppra.bench.side.Timing;
import org.xmppra.bench.side.Workload;
import org.xmppra.bench.wildfly.WildFlyLoad;

/**
 * The one command. Writes {@code results.md} and {@code results.svg} to a folder, and tells on its output how far it is.
 * Forms: {@code quick} (about 25 minutes), {@code full} (about an hour and a half), {@code smoke} (a minute, proves nothing),
 * {@code scale} (idle sessions and growth only), {@code side} (the quick comparison only), {@code micro} (JMH only),
 * {@code servers} (Prosody and ejabberd only), {@code wildfly} (inside WildFly only).
 */
public final class Bench {
    /** A heap that shrinks to what is used: the rest is garbage of the handshakes. */
    private static final List<String> IDLE_HEAP =
            List.of("-XX:+UseSerialGC", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10");

    private static final List<Integer> STEPS = List.of(10, 100, 1_000, 10_000);
    private static final Timing FULL = new Timing(15_000, 1_000, 5_000, 9);
    private static final Timing QUICK = new Timing(6_000, 200, 1_000, 9);
    private static final Timing SMOKE = new Timing(300, 50, 100, 1);

    private final Path folder;
    private final ConsoleProgress progress = new ConsoleProgress();
    private final Launcher launcher;
    private final StringBuilder report = new StringBuilder();

    private Bench(Path folder, String java) {
        this.folder = folder;
        this.launcher = new Launcher(java, folder);
    }

    /** Arguments: the folder, the form, and the {@code java} command of the contestants. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        Files.createDirectories(folder);
        new Bench(folder, arguments[2]).run(arguments[1], arguments[2]);
    }

    private void run(String form, String java) throws IOException {
        report.append("# Results\n\n")
                .append(Instant.now().truncatedTo(ChronoUnit.MINUTES))
                .append(", form `")
                .append(form)
                .append("`. ")
                .append(Machine.describe(java))
                .append("\n\n");
        switch (form) {
            case "quick" -> {
                compare(QUICK, Workload.ALL);
                servers(QUICK);
                wildFly(QUICK, java);
                scale(QUICK, STEPS);
            }
            case "full" -> {
                compare(FULL, Workload.ALL);
                servers(FULL);
                wildFly(FULL, java);
                scale(FULL, STEPS);
                micro(java);
            }
            case "micro" -> micro(java);
            case "servers" -> servers(QUICK);
            case "wildfly" -> wildFly(QUICK, java);
            case "side" -> compare(QUICK, Workload.ALL);
            case "scale" -> scale(QUICK, STEPS);
            case "smoke" -> {
                compare(SMOKE, Workload.ALL);
                scale(SMOKE, List.of(10, 20));
            }
            default -> throw new IllegalArgumentException("No such form: " + form);
        }
        report.append(progress.notes());
        Files.writeString(folder.resolve("results.md"), report);
        System.out.println("\n" + report + "\nWritten to " + folder);
    }

    private void servers(Timing timing) throws IOException {
        report.append("## Behind real servers, 64 in flight\n\n")
                .append(new ServerComparison(launcher, timing, progress).run());
    }

    private void wildFly(Timing timing, String java) throws IOException {
        report.append("## Inside WildFly\n\n").append(new WildFlyLoad(folder, java, launcher, timing, progress).run());
    }

    private void micro(String java) {
        progress.begin("JMH");
        report.append("## Steps of a stanza\n\n").append(Micro.run(java));
    }

    private void compare(Timing timing, List<Workload> workloads) throws IOException {
        List<Result> results = new SideBySide(launcher, timing, progress).run(workloads, List.of(Peer.values()));
        report.append("Medians of ")
                .append(timing.repetitions())
                .append(" alternating repetitions of ")
                .append(timing.millis())
                .append(" ms, least and greatest in brackets.\n\n");
        report.append("## Aims\n\n").append(Table.aims(results));
        report.append("## Figures\n\n").append(Table.of(results));
        Files.writeString(folder.resolve("results.svg"), Plot.of(results));
    }

    private void scale(Timing timing, List<Integer> steps) throws IOException {
        for (boolean tls : new boolean[] {false, true}) {
            String suffix = tls ? ", TLS" : "";
            progress.begin("idle sessions" + suffix);
            report.append("## Idle sessions").append(suffix).append("\n\n");
            report.append("| | heap each | resident each | threads of the JVM |\n|---|---|---|---|\n");
            scale("idle", IDLE_HEAP, steps, tls);
            report.append('\n');
        }
        progress.begin("growth");
        report.append("## Growth\n\n256 in flight on 8 sessions, beside others that are idle or pending.\n\n");
        report.append("| | CPU s per 100,000 |\n|---|---|\n");
        scale("busy", List.of(), steps, false);
        report.append('\n');
        try {
            String table = new LoopGrowth(launcher, timing, progress).run();
            report.append("Answering on 8 sessions, 32 requests in flight on each.\n\n")
                    .append(table);
        } catch (IOException e) {
            progress.missing("growth with loops", String.valueOf(e.getMessage()));
        }
    }

    private void scale(String what, List<String> options, List<Integer> steps, boolean tls) throws IOException {
        try (LineProcess responder = launcher.responder()) {
            JsonObject address = responder.read();
            List<String> arguments = new ArrayList<>(List.of(
                    what,
                    "sessions=8",
                    "port=" + address.getInt(tls ? "tls" : "plain"),
                    "steps="
                            + String.join(
                                    ",", steps.stream().map(String::valueOf).toList())));
            if (tls) {
                arguments.add("pin=" + address.getString("pin"));
            }
            List<String> command = new ArrayList<>(launcher.jvm(ScaleMain.class, arguments));
            command.addAll(1, options);
            try (LineProcess process = launcher.start(command)) {
                int last = steps.get(steps.size() - 1);
                JsonObject step;
                do {
                    step = process.read();
                    if (!step.containsKey("measuring") && !step.containsKey("nanos")) {
                        scaleRow(step);
                    }
                } while (step.getInt("sessions", 0) != last);
            }
        } catch (IOException e) {
            progress.missing("the scale", String.valueOf(e.getMessage()));
        }
    }

    private void scaleRow(JsonObject step) {
        String what = step.containsKey("sessions") ? "sessions" : "pending";
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %,d %s", step.getInt(what), what));
        if (step.containsKey("threads")) {
            row.append(" | ").append(kib(step, "heapEach"));
            row.append(" | ").append(kib(step, "residentEach"));
            row.append(" | ").append(step.getInt("threads"));
        } else {
            row.append(String.format(
                    Locale.ROOT,
                    " | %.2f (%.2f–%.2f)",
                    step.getJsonNumber("cpuSeconds").doubleValue(),
                    step.getJsonNumber("least").doubleValue(),
                    step.getJsonNumber("most").doubleValue()));
        }
        report.append(row).append(" |\n");
        progress.line(row.toString());
    }

    private static String kib(JsonObject step, String name) {
        return String.format(Locale.ROOT, "%.1f KiB", step.getJsonNumber(name).doubleValue() / 1024);
    }
}
