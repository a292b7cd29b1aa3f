package org.xmppra.core.iq;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts here and in the whole that this is part of. Thread-safe; counting never waits. */
final class IqCounter {
    private final LongAdder count = new LongAdder();
    private final @Nullable IqCounter whole;

    IqCounter(@Nullable IqCounter whole) {
        this.whole = whole;
    }

    void increment() {
        add(1);
    }

    void add(long by) {
        for (IqCounter here = this; here != null; here = here.whole) {
            here.count.add(by);
        }
    }

    long sum() {
        return count.sum();
    }
}
