package org.xmppra.it.app;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where beans wait until the test lets them go on. Thread-safe. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Gates {
    private static final int PATIENCE_SECONDS = 40;
    private static final int EVERYBODY = 1_000;

    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    /** One of them. */
    private record Gate(Semaphore permits, AtomicInteger inside, AtomicInteger counted) {
        static Gate closed() {
            return new Gate(new Semaphore(0), new AtomicInteger(), new AtomicInteger());
        }
    }

    /** Waits until somebody may pass, the application ends, or too long. */
    public void pass(String name) throws InterruptedException {
        Gate gate = gate(name);
        gate.inside().incrementAndGet();
        try {
            if (!gate.permits().tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody opened the gate " + name);
            }
        } finally {
            gate.inside().decrementAndGet();
        }
    }

    /** Lets so many pass. */
    public void open(String name, int passes) {
        gate(name).permits().release(passes);
    }

    /** How many wait. */
    public int waiting(String name) {
        return gate(name).inside().get();
    }

    /** The first who asks is 1, the next 2. */
    public int count(String name) {
        return gate(name).counted().incrementAndGet();
    }

    private Gate gate(String name) {
        return gates.computeIfAbsent(name, unused -> Gate.closed());
    }

    @PreDestroy
    void openAll() {
        gates.values().forEach(gate -> gate.permits().release(EVERYBODY));
    }
}
