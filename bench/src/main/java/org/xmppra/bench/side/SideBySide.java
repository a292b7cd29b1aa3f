package org.xmppra.bench.side;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The comparison: for each work all contestants are started and warmed up, then work in turn, one at a time, so that what
 * disturbs the machine disturbs all of them.
 */
public final class SideBySide {
    private static final long SHORT_WARM_UP_MILLIS = 2_000;

    private final Launcher launcher;
    private final Timing timing;
    private final Progress progress;

    /** @param progress is told what goes on */
    public SideBySide(Launcher launcher, Timing timing, Progress progress) {
        this.launcher = launcher;
        this.timing = timing;
        this.progress = progress;
    }

    /** Runs the works, one after the other. */
    public List<Result> run(List<Workload> workloads, List<Peer> peers) throws IOException {
        List<Result> results = new ArrayList<>();
        for (Workload workload : workloads) {
            List<Peer> able =
                    peers.stream().filter(peer -> peer.can(workload.needed())).toList();
            progress.begin(workload.title());
            results.addAll(run(workload, able));
        }
        return results;
    }

    /** One contestant at one work: its process, and the number of its last stream at the responder. */
    private record Entrant(LineProcess process, int stream, Result result) {}

    private List<Result> run(Workload workload, List<Peer> peers) throws IOException {
        List<Entrant> entrants = new ArrayList<>();
        Set<Peer> out = EnumSet.noneOf(Peer.class);
        try (LineProcess responder = launcher.responder()) {
            JsonObject address = responder.read();
            for (Peer peer : peers) {
                start(workload, peer, address, responder).ifPresent(entrants::add);
            }
            for (int i = 0; i < timing.repetitions(); i++) {
                for (Entrant entrant : entrants) {
                    Peer peer = entrant.result().peer();
                    if (!out.contains(peer) && !measure(entrant, i, responder)) {
                        out.add(peer);
                    }
                }
            }
        } finally {
            for (Entrant entrant : entrants) {
                entrant.process().close();
            }
        }
        return entrants.stream().map(Entrant::result).toList();
    }

    private Optional<Entrant> start(Workload workload, Peer peer, JsonObject address, LineProcess responder)
            throws IOException {
        LineProcess process = null;
        try {
            process = launcher.contestant(peer, workload, address);
            String version = process.read().getString("version", "");
            int stream = responder.ask("report").getInt("streams") - 1;
            return Optional.of(new Entrant(process, stream, new Result(workload, peer, version, new ArrayList<>())));
        } catch (IOException e) {
            progress.missing(peer.title(), e.toString());
            if (process != null) {
                process.close();
            }
            return Optional.empty();
        }
    }

    private boolean measure(Entrant entrant, int repetition, LineProcess responder) {
        Workload workload = entrant.result().workload();
        String title = entrant.result().peer().title();
        try {
            long warmUp = repetition == 0 ? warmUp(entrant.result().peer()) : timing.pauseMillis();
            entrant.process()
                    .send("run " + workload.kind() + " " + workload.count() + " " + warmUp + " " + timing.millis());
            Sample sample = workload.isAnswering()
                    ? answering(entrant.process(), responder, workload.count() + " " + entrant.stream())
                    : asking(entrant.process());
            entrant.result().samples().add(sample);
            progress.sample(title, repetition, sample);
            if (sample.unanswered() > 0) {
                progress.missing(title, "requests that were never answered: " + sample.unanswered());
            }
            return true;
        } catch (IOException e) {
            progress.missing(title, e.toString());
            return false;
        }
    }

    /** What is compiled while it runs needs time for that. */
    private long warmUp(Peer peer) {
        boolean compiled = peer != Peer.SLIXMPP && peer != Peer.XMPP_JS;
        return compiled ? timing.warmUpMillis() : Math.min(timing.warmUpMillis(), SHORT_WARM_UP_MILLIS);
    }

    private static Sample asking(LineProcess process) throws IOException {
        process.read();
        JsonObject measured = process.read();
        return Sample.of(measured, measured);
    }

    /**
     * The responder asks the one whose turn it is; what it sees are the times.
     *
     * @param asked how many at a time, and on which streams
     */
    static Sample answering(LineProcess process, LineProcess responder, String asked) throws IOException {
        responder.send("ask " + asked);
        process.read();
        responder.send("mark");
        JsonObject measured = process.read();
        JsonObject times = responder.ask("report");
        responder.send("stop");
        return Sample.of(measured, times);
    }
}
