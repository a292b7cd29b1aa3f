package org.xmppra.core.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Threads that wait for a session to be live. Confined to one event loop. */
final class Waiters {
    private final List<CompletableFuture<@Nullable Void>> waiting = new ArrayList<>();

    void add(CompletableFuture<@Nullable Void> waiter) {
        waiting.add(waiter);
    }

    void remove(CompletableFuture<@Nullable Void> waiter) {
        waiting.removeIf(other -> other == waiter);
    }

    void succeed() {
        drain().forEach(waiter -> waiter.complete(null));
    }

    void fail(ConnectException cause) {
        drain().forEach(waiter -> waiter.completeExceptionally(cause));
    }

    private List<CompletableFuture<@Nullable Void>> drain() {
        List<CompletableFuture<@Nullable Void>> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
