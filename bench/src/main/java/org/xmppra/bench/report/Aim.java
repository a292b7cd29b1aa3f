package org.xmppra.bench.report;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.xmppra.bench.side.Peer;
import org.xmppra.bench.side.Result;
import org.xmppra.bench.side.Sample;

/**
 * A ratio of medians within one run.
 *
 * @param workload the work
 * @param what the figure's name
 * @param figure what is compared
 * @param ours which form of the core: the one like the peer
 * @param peer against whom
 * @param bound what it has to be at least, or at most where less is better
 * @param aim what it should be, or 0
 * @param less whether less is better
 */
record Aim(
        String workload,
        String what,
        ToDoubleFunction<Sample> figure,
        Peer ours,
        Peer peer,
        double bound,
        double aim,
        boolean less) {
    static final List<Aim> ALL = List.of(
            less("sequential, blocking", "p50", Sample::p50, Peer.CORE_COMPONENT, Peer.WHACK, 1, 0.8),
            less("sequential, blocking", "p50", Sample::p50, Peer.CORE_CLIENT, Peer.SMACK, 1, 0.8),
            more("64 in flight", Peer.CORE_COMPONENT, Peer.WHACK, 1.2, 2),
            more("64 in flight", Peer.CORE_CLIENT, Peer.SMACK, 5, 10),
            more("256 in flight", Peer.CORE_COMPONENT, Peer.WHACK, 1.2, 2),
            more("256 in flight", Peer.CORE_CLIENT, Peer.SMACK, 5, 10),
            less("256 in flight", "CPU", Sample::cpuSeconds, Peer.CORE_COMPONENT, Peer.WHACK, 0.75, 0.4),
            less("256 in flight", "CPU", Sample::cpuSeconds, Peer.CORE_CLIENT, Peer.SMACK, 0.15, 0),
            more("64 blocking threads", Peer.CORE_COMPONENT, Peer.WHACK, 1, 1.5),
            more("64 blocking threads", Peer.CORE_CLIENT, Peer.SMACK, 2.5, 0),
            more("answering, 64 in flight", Peer.CORE_COMPONENT, Peer.WHACK, 1.2, 2));

    private static Aim more(String workload, Peer ours, Peer peer, double bound, double aim) {
        return new Aim(workload, "throughput", Sample::perSecond, ours, peer, bound, aim, false);
    }

    private static Aim less(
            String workload,
            String what,
            ToDoubleFunction<Sample> figure,
            Peer ours,
            Peer peer,
            double bound,
            double aim) {
        return new Aim(workload, what, figure, ours, peer, bound, aim, true);
    }

    /** A row of the table, if both took part. */
    Optional<String> row(List<Result> results) {
        Optional<Result> first = Table.find(results, workload, ours);
        Optional<Result> second = Table.find(results, workload, peer);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        double ratio = first.get().median(figure) / second.get().median(figure);
        boolean met = less ? ratio <= bound : ratio >= bound;
        return Optional.of(Table.format(
                "| %s | %s, %s | %s | %.2f %s | %s %.2f | %s |%n",
                workload,
                what,
                ours.title(),
                peer.title(),
                ratio,
                met ? "✓" : "✗",
                less ? "≤" : "≥",
                bound,
                aim == 0 ? "" : Table.format("%.1f", aim)));
    }
}
