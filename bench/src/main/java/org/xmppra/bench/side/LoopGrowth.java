package org.xmppra.bench.side;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether throughput grows with event loops: the core answers on eight sessions, with one loop, two, and so on up to one for
 * each processor, in turn. Answering, as there nothing but the loops works. The peer has one loop and needs a processor,
 * too: with few processors the last step is worth less than one.
 */
public final class LoopGrowth {
    private static final int SESSIONS = 8;
    private static final int IN_FLIGHT_EACH = 32;

    private final Launcher launcher;
    private final Timing timing;
    private final Progress progress;

    /** @param progress is told what goes on */
    public LoopGrowth(Launcher launcher, Timing timing, Progress progress) {
        this.launcher = launcher;
        this.timing = timing;
        this.progress = progress;
    }

    private record Entrant(LineProcess process, int firstStream, Result result) {}

    /** Runs it. Returns a table in Markdown. */
    public String run() throws IOException {
        progress.begin("growth with loops");
        List<Entrant> entrants = new ArrayList<>();
        try (LineProcess responder = launcher.responder()) {
            JsonObject address = responder.read();
            for (int loops = 1; loops <= Runtime.getRuntime().availableProcessors(); loops *= 2) {
                entrants.add(start(loops, address.getInt("plain"), responder));
            }
            for (int i = 0; i < timing.repetitions(); i++) {
                for (Entrant entrant : entrants) {
                    measure(entrant, i, responder);
                }
            }
        } finally {
            for (Entrant entrant : entrants) {
                entrant.process().close();
            }
        }
        return table(entrants.stream().map(Entrant::result).toList());
    }

    private Entrant start(int loops, int port, LineProcess responder) throws IOException {
        LineProcess process =
                launcher.contestant("core-client", List.of("port=" + port, "sessions=" + SESSIONS, "loops=" + loops));
        String version = process.read().getString("version");
        int streams = responder.ask("report").getInt("streams");
        Workload workload =
                new Workload(loops == 1 ? "1 loop" : loops + " loops", "answer", IN_FLIGHT_EACH, SESSIONS, Set.of());
        return new Entrant(
                process, streams - SESSIONS, new Result(workload, Peer.CORE_CLIENT, version, new ArrayList<>()));
    }

    private void measure(Entrant entrant, int repetition, LineProcess responder) throws IOException {
        long warmUp = repetition == 0 ? timing.warmUpMillis() : timing.pauseMillis();
        entrant.process().send("run answer 0 " + warmUp + " " + timing.millis());
        Sample sample = SideBySide.answering(
                entrant.process(), responder, IN_FLIGHT_EACH + " " + entrant.firstStream() + " " + SESSIONS);
        entrant.result().samples().add(sample);
        progress.sample(entrant.result().workload().title(), repetition, sample);
    }

    private static String table(List<Result> results) {
        StringBuilder out = new StringBuilder("| | answers/s | to one loop | CPU s per 100,000 |\n|---|---|---|---|\n");
        double one = results.get(0).median(Sample::perSecond);
        for (Result result : results) {
            double[] spread = result.spread(Sample::perSecond);
            double perSecond = result.median(Sample::perSecond);
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f (%,.0f–%,.0f) | %.2f | %.2f |%n",
                    result.workload().title(),
                    perSecond,
                    spread[0],
                    spread[1],
                    perSecond / one,
                    result.median(Sample::cpuSeconds)));
        }
        return out.append('\n').toString();
    }
}
