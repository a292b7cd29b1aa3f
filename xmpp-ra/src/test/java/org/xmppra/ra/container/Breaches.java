package org.xmppra.ra.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the adapter did that a container must not be done. Thread-safe. */
public final class Breaches {
    private final List<String> found = new CopyOnWriteArrayList<>();

    void note(String breach) {
        found.add(breach + " (on " + Thread.currentThread().getName() + ")");
    }

    /** Fails the test if there was any. */
    public void assertNone() {
        assertThat(found).as("breaches of Jakarta Connectors").isEmpty();
    }

    /** All of them. */
    public List<String> found() {
        return List.copyOf(found);
    }
}
