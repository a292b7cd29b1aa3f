package org.xmppra.bench.servers;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.xmppra.bench.side.Launcher;
import org.xmppra.bench.side.LineProcess;
import org.xmppra.bench.side.Progress;
import org.xmppra.bench.side.Timing;

/** The core's component against raw sockets, in turn, 64 in flight through a real server to a peer of raw sockets. */
public final class ServerComparison {
    /** At a tenth of the rate code is compiled later, and what disturbs one second weighs more. */
    private static final int TIMES_LONGER = 4;
    /** So many times within a repetition the two change over: the machine's good and bad seconds are for both. */
    private static final int TURNS = 8;

    private final Launcher launcher;
    private final Timing timing;
    private final Progress progress;

    /** @param progress is told what goes on */
    public ServerComparison(Launcher launcher, Timing timing, Progress progress) {
        this.launcher = launcher;
        this.timing = timing;
        this.progress = progress;
    }

    private interface Start {
        Server in(Path folder) throws IOException;
    }

    /** The rows of a table. */
    public String run() throws IOException {
        StringBuilder rows = new StringBuilder(
                "| | raw sockets, round trips/s | xmpp-core, component | ratio (≥ 0.95) |\n|---|---|---|---|\n");
        rows.append(row("Prosody", Server::prosody));
        rows.append(row("ejabberd", Server::ejabberd));
        return rows.append('\n').toString();
    }

    private String row(String name, Start start) throws IOException {
        progress.begin(name + ", 64 in flight");
        Path folder = Files.createTempDirectory("xmpp-bench-");
        List<LineProcess> processes = new ArrayList<>();
        try (Server server = start.in(folder)) {
            processes.add(contestant("raw", server, -1));
            processes.add(contestant("raw", server, 0));
            processes.add(contestant("core-component", server, 1));
            processes.get(0).send("run answer 0 0 3600000");
            return compare(name, processes.get(1), processes.get(2));
        } catch (IOException e) {
            progress.missing(name, e.toString());
            return "| " + name + " | missing | | |\n";
        } finally {
            for (LineProcess process : processes) {
                process.close();
            }
        }
    }

    private LineProcess contestant(String id, Server server, int first) throws IOException {
        LineProcess process = launcher.contestant(id, List.of("port=" + server.port(), "sessions=1", "first=" + first));
        process.read();
        return process;
    }

    private String compare(String name, LineProcess raw, LineProcess core) throws IOException {
        double[] floor = new double[timing.repetitions()];
        double[] ours = new double[timing.repetitions()];
        long warmUp = TIMES_LONGER * timing.warmUpMillis();
        for (int i = 0; i < timing.repetitions(); i++) {
            Rate rawRate = new Rate();
            Rate coreRate = new Rate();
            for (int turn = 0; turn < TURNS; turn++) {
                measure(raw, warmUp, rawRate);
                measure(core, warmUp, coreRate);
                warmUp = timing.pauseMillis();
            }
            floor[i] = rawRate.perSecond();
            ours[i] = coreRate.perSecond();
            progress.line(String.format(Locale.ROOT, "%s: raw %,.0f/s, core %,.0f/s", name, floor[i], ours[i]));
        }
        return String.format(
                Locale.ROOT, "| %s | %s | %s | %.3f |%n", name, cell(floor), cell(ours), median(ours) / median(floor));
    }

    private void measure(LineProcess process, long warmUp, Rate rate) throws IOException {
        process.send("run async 64 " + warmUp + " " + TIMES_LONGER * timing.millis() / TURNS);
        process.read();
        JsonObject measured = process.read();
        rate.count += measured.getJsonNumber("count").doubleValue();
        rate.nanos += measured.getJsonNumber("nanos").doubleValue();
    }

    /** Of a repetition. */
    private static final class Rate {
        private double count;
        private double nanos;

        double perSecond() {
            return count / nanos * 1e9;
        }
    }

    private static String cell(double[] values) {
        Arrays.sort(values);
        return String.format(Locale.ROOT, "%,.0f (%,.0f–%,.0f)", median(values), values[0], values[values.length - 1]);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
