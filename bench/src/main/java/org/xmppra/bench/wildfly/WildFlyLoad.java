package org.xmppra.bench.wildfly;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.xmppra.bench.side.Launcher;
import org.xmppra.bench.side.LineProcess;
import org.xmppra.bench.side.Progress;
import org.xmppra.bench.side.Timing;

/** The same work inside WildFly: asked by an EJB over the pool, answered by a message-driven bean; the peer is outside. */
public final class WildFlyLoad {
    private final Path folder;
    private final String java;
    private final Launcher launcher;
    private final Timing timing;
    private final Progress progress;

    /**
     * @param folder for the server's own
     * @param java the {@code java} command of the server
     * @param progress is told what goes on
     */
    public WildFlyLoad(Path folder, String java, Launcher launcher, Timing timing, Progress progress) {
        this.folder = folder;
        this.java = java;
        this.launcher = launcher;
        this.timing = timing;
        this.progress = progress;
    }

    /** The rows of a table. */
    public String run() throws IOException {
        progress.begin("WildFly");
        StringBuilder rows = new StringBuilder(
                "| | a second (≥ 20,000) | CPU s per 100,000, the server's | p50 µs | p99 µs |\n|---|---|---|---|---|\n");
        Path own = Files.createTempDirectory(folder, "wildfly-");
        try (LineProcess responder = launcher.responder();
                LoadedWildFly server =
                        LoadedWildFly.start(java, own, responder.read().getInt("component"))) {
            for (int threads : new int[] {1, 16, 64}) {
                rows.append(row("an EJB asks, " + threads + " threads", asking(server, threads)));
            }
            for (int depth : new int[] {64, 256}) {
                rows.append(row(
                        "a message-driven bean answers, " + depth + " in flight", answering(server, responder, depth)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            progress.missing("WildFly", e.toString());
            rows.append("| missing: see the notes | | | | |\n");
        }
        return rows.append('\n').toString();
    }

    /** What one repetition came to. */
    private record Round(double perSecond, double cpuSeconds, double p50, double p99) {
        static Round of(JsonObject measured, JsonObject times) {
            double count = Math.max(1, measured.getInt("count"));
            return new Round(
                    count / measured.getJsonNumber("nanos").doubleValue() * 1e9,
                    measured.getJsonNumber("cpuNanos").doubleValue() / count * 1e5 / 1e9,
                    times.getJsonNumber("p50").doubleValue(),
                    times.getJsonNumber("p99").doubleValue());
        }
    }

    private List<Round> asking(LoadedWildFly server, int threads) throws IOException, InterruptedException {
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < timing.repetitions(); i++) {
            JsonObject measured = server.load(threads, warmUp(i), timing.millis());
            rounds.add(Round.of(measured, measured));
        }
        return rounds;
    }

    private List<Round> answering(LoadedWildFly server, LineProcess responder, int depth)
            throws IOException, InterruptedException {
        List<Round> rounds = new ArrayList<>();
        int stream = responder.ask("report").getInt("streams") - 1;
        for (int i = 0; i < timing.repetitions(); i++) {
            responder.send("ask " + depth + " " + stream);
            Thread.sleep(warmUp(i));
            responder.send("mark");
            JsonObject measured = server.load(0, 0, timing.millis());
            rounds.add(Round.of(measured, responder.ask("report")));
            responder.send("stop");
            Thread.sleep(timing.pauseMillis());
        }
        return rounds;
    }

    private long warmUp(int repetition) {
        return repetition == 0 ? timing.warmUpMillis() : timing.pauseMillis();
    }

    private String row(String title, List<Round> rounds) {
        List<Round> sorted = rounds.stream()
                .sorted((one, other) -> Double.compare(one.perSecond(), other.perSecond()))
                .toList();
        Round median = sorted.get(sorted.size() / 2);
        String row = String.format(
                Locale.ROOT,
                "| %s | %,.0f (%,.0f–%,.0f) | %.2f | %.0f | %.0f |%n",
                title,
                median.perSecond(),
                sorted.get(0).perSecond(),
                sorted.get(sorted.size() - 1).perSecond(),
                median.cpuSeconds(),
                median.p50(),
                median.p99());
        progress.line(row.strip());
        return row;
    }
}
