package org.xmppra.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ST-1")
class SrvOrderTest {
    private static SrvEntry entry(String name, int priority, int weight) {
        return new SrvEntry(priority, weight, 5222, name);
    }

    private static List<String> order(IntUnaryOperator lot, SrvEntry... records) {
        return SrvOrder.of(List.of(records), Function.identity(), lot).stream()
                .map(SrvEntry::target)
                .toList();
    }

    @Test
    void lowerPriorityGoesFirstWhateverTheWeight() {
        assertThat(order(bound -> 0, entry("c", 20, 65535), entry("a", 5, 0), entry("b", 10, 100)))
                .containsExactly("a", "b", "c");
    }

    @Test
    void lotIsDrawnFromTheRunningSumOfWeights() {
        SrvEntry[] records = {entry("ten", 0, 10), entry("none", 0, 0), entry("thirty", 0, 30)};
        assertThat(order(bound -> 0, records)).startsWith("none");
        assertThat(order(bound -> Math.min(1, bound - 1), records)).startsWith("ten");
        assertThat(order(bound -> Math.min(10, bound - 1), records)).startsWith("ten");
        assertThat(order(bound -> Math.min(11, bound - 1), records)).startsWith("thirty");
        assertThat(order(bound -> bound - 1, records)).containsExactly("thirty", "ten", "none");
    }

    @Test
    void everyRecordIsTriedOnceAndSharesFollowTheWeights() {
        Random random = new Random(7);
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            List<String> order =
                    order(random::nextInt, entry("small", 0, 10), entry("large", 0, 30), entry("never", 0, 0));
            assertThat(order).containsExactlyInAnyOrder("small", "large", "never");
            first.merge(order.get(0), 1, Integer::sum);
        }
        assertThat(first.get("large")).isBetween(6_900, 7_700);
        assertThat(first.get("small")).isBetween(2_000, 2_800);
        assertThat(first.get("never")).isBetween(1, 500);
    }
}
