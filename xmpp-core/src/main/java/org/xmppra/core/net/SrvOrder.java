package org.xmppra.core.net;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * The order in which SRV records are tried: by priority, and within one priority by lot, each with a chance as large as its
 * weight (RFC 2782, "Weight"). Pure but for the lot.
 */
final class SrvOrder {
    private SrvOrder() {}

    /**
     * Orders records.
     *
     * @param records the records, in any order
     * @param entry what of them decides
     * @param lot given n, draws a number from 0 to n - 1
     */
    static <T> List<T> of(List<T> records, Function<T, SrvEntry> entry, IntUnaryOperator lot) {
        TreeMap<Integer, List<T>> byPriority = new TreeMap<>();
        for (T each : records) {
            byPriority
                    .computeIfAbsent(entry.apply(each).priority(), priority -> new ArrayList<>())
                    .add(each);
        }
        List<T> ordered = new ArrayList<>(records.size());
        for (List<T> group : byPriority.values()) {
            // Those of weight 0 first: they then have a chance only where the lot is 0.
            group.sort((a, b) ->
                    Boolean.compare(entry.apply(a).weight() > 0, entry.apply(b).weight() > 0));
            while (!group.isEmpty()) {
                ordered.add(group.remove(drawn(group, entry, lot)));
            }
        }
        return ordered;
    }

    private static <T> int drawn(List<T> group, Function<T, SrvEntry> entry, IntUnaryOperator lot) {
        int total = group.stream().mapToInt(each -> entry.apply(each).weight()).sum();
        int number = lot.applyAsInt(total + 1);
        int running = 0;
        for (int i = 0; i < group.size(); i++) {
            running += entry.apply(group.get(i)).weight();
            if (running >= number) {
                return i;
            }
        }
        throw new IllegalArgumentException("The lot of " + (total + 1) + " was " + number);
    }
}
