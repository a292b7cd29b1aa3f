package org.xmppra.bench.side;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.xmppra.bench.side.Peer.Ability;

/**
 * One work that all who can are given.
 *
 * @param title in the table
 * @param kind {@code blocking}, {@code async} or {@code answer}
 * @param count threads, or requests in flight on each session
 * @param sessions how many sessions
 * @param needed what a contestant must be able to
 */
public record Workload(String title, String kind, int count, int sessions, Set<Ability> needed) {
    /** All of the comparison, in the order of the table. */
    public static final List<Workload> ALL = List.of(
            new Workload("sequential, blocking", "blocking", 1, 1, Set.of()),
            new Workload("64 in flight", "async", 64, 1, Set.of()),
            new Workload("256 in flight", "async", 256, 1, Set.of()),
            new Workload("8 sessions × 32 in flight", "async", 32, 8, EnumSet.of(Ability.SESSIONS)),
            new Workload("64 blocking threads", "blocking", 64, 1, EnumSet.of(Ability.THREADS)),
            new Workload("answering, 64 in flight", "answer", 64, 1, Set.of()),
            new Workload("256 in flight, TLS", "async", 256, 1, EnumSet.of(Ability.TLS)),
            new Workload("answering, 64 in flight, TLS", "answer", 64, 1, EnumSet.of(Ability.TLS)),
            new Workload("256 in flight, XEP-0198", "async", 256, 1, EnumSet.of(Ability.MANAGEMENT)));

    boolean isAnswering() {
        return kind.equals("answer");
    }

    boolean isSecure() {
        return needed.contains(Ability.TLS);
    }

    boolean isManaged() {
        return needed.contains(Ability.MANAGEMENT);
    }
}
