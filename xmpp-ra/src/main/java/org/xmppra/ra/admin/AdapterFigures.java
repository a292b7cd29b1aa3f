package org.xmppra.ra.admin;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The figures of an adapter: of all its sessions and activations. Thread-safe. */
public final class AdapterFigures extends FactoryFigures implements XmppAdapterMXBean {
    private final Set<Deliveries> activations = ConcurrentHashMap.newKeySet();

    AdapterFigures(Figures all) {
        super(all);
    }

    /** What one activation has to do; known by identity. */
    public interface Deliveries {
        /** How many requests wait. */
        int queued();

        /** How many are worked on. */
        int workedOn();
    }

    /** An activation begins. */
    public void add(Deliveries activation) {
        activations.add(activation);
    }

    /** An activation ends. */
    public void remove(Deliveries activation) {
        activations.remove(activation);
    }

    @Override
    public int getActivations() {
        return activations.size();
    }

    @Override
    public int getQueued() {
        return activations.stream().mapToInt(Deliveries::queued).sum();
    }

    @Override
    public int getWorkedOn() {
        return activations.stream().mapToInt(Deliveries::workedOn).sum();
    }
}
