package org.xmppra.ra.inbound;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;

/**
 * Those who wait, in the order of their arrival. Where order is kept, a sender's next request is ready when the bean is
 * done with the one before; senders do not wait for each other. Every operation takes the same time, however many wait.
 * Not thread-safe.
 */
final class WaitingLine {
    private final boolean ordered;
    private final Set<Delivery> ready = new LinkedHashSet<>();
    /** For each sender with a request that is ready or being served, those that have to wait for it. */
    private final Map<Jid, Set<Delivery>> behind = new HashMap<>();

    private int held;

    WaitingLine(boolean ordered) {
        this.ordered = ordered;
    }

    /** How many wait. */
    int size() {
        return ready.size() + held;
    }

    /** Whether the request could be served next, if there were nobody else. */
    boolean isNext(Delivery delivery) {
        return !behind.containsKey(delivery.exchange().sender());
    }

    void add(Delivery delivery) {
        Jid sender = delivery.exchange().sender();
        Set<Delivery> others = behind.get(sender);
        if (others != null) {
            others.add(delivery);
            held++;
            return;
        }
        if (ordered) {
            behind.put(sender, new LinkedHashSet<>());
        }
        ready.add(delivery);
    }

    /** The oldest that may be served, which is then; null if there is none. */
    @Nullable Delivery poll() {
        return removeFirst(ready);
    }

    /** The bean is done with it: the sender's next is ready. */
    void served(Delivery delivery) {
        Jid sender = delivery.exchange().sender();
        Set<Delivery> others = behind.get(sender);
        if (others == null) {
            return;
        }
        Delivery next = removeFirst(others);
        if (next == null) {
            behind.remove(sender);
        } else {
            held--;
            ready.add(next);
        }
    }

    /** It need not be served any more. Nothing happens if it is being served, or was. */
    void remove(Delivery delivery) {
        if (ready.remove(delivery)) {
            served(delivery);
            return;
        }
        Set<Delivery> others = behind.get(delivery.exchange().sender());
        if (others != null && others.remove(delivery)) {
            held--;
        }
    }

    private static @Nullable Delivery removeFirst(Set<Delivery> deliveries) {
        Iterator<Delivery> oldest = deliveries.iterator();
        if (!oldest.hasNext()) {
            return null;
        }
        Delivery first = oldest.next();
        oldest.remove();
        return first;
    }
}
