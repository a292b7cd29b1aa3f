package org.xmppra.core.management;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;

/**
 * What was sent, in order, and not yet acknowledged by the other side. Not thread-safe.
 *
 * @param <T> what stands for a stanza
 */
public final class UnacknowledgedQueue<T> {
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    /** The other side's count as it told it last. */
    private long acknowledged;

    /** An empty queue whose count is zero. */
    public UnacknowledgedQueue() {
        this(0);
    }

    /** @param acknowledged where the count stands */
    UnacknowledgedQueue(long acknowledged) {
        this.acknowledged = acknowledged;
    }

    /** Adds the stanza that is sent next. */
    public void add(T stanza) {
        waiting.add(stanza);
    }

    /** How many stanzas wait for their acknowledgement. */
    public int size() {
        return waiting.size();
    }

    /** How many stanzas were sent, as a count. */
    public long sent() {
        return Counts.plus(acknowledged, waiting.size());
    }

    /**
     * Takes the other side's count.
     *
     * @return what is acknowledged by it and was not before, in order
     * @throws StreamException {@code handled-count-too-high} if that many were not sent; nothing changes
     */
    public List<T> acknowledge(long h) throws StreamException {
        long more = Counts.distance(acknowledged, h);
        if (more > waiting.size()) {
            throw new StreamException(
                    StreamErrorCondition.UNDEFINED_CONDITION,
                    "more stanzas acknowledged than were sent (XEP-0198 §4)",
                    XmlElement.named(ManagementElement.NAMESPACE, "handled-count-too-high")
                            .attribute("h", Long.toString(h))
                            .attribute("send-count", Long.toString(sent()))
                            .build());
        }
        List<T> done = new ArrayList<>((int) more);
        for (long i = 0; i < more; i++) {
            done.add(waiting.remove());
        }
        acknowledged = h;
        return done;
    }

    /** Takes out what waits, in order; it is not counted as sent any more, and can be added again. */
    public List<T> takeBack() {
        List<T> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
