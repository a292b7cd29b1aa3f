package org.xmppra.sample.ejb;

import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmlElement;

/** Remembers the latest requests that the message-driven beans served, in memory, for the page to show. */
@Singleton
public class ServedLog {
    private static final int KEPT = 50;

    private final Deque<ServedRequest> latestFirst = new ArrayDeque<>(KEPT);
    private long total;

    /** Takes down a request: who, what, when. */
    @Lock(LockType.WRITE)
    public void add(Class<?> bean, Iq request) {
        if (latestFirst.size() == KEPT) {
            latestFirst.removeLast();
        }
        XmlElement payload = request.payload();
        latestFirst.addFirst(new ServedRequest(
                ++total,
                Instant.now(),
                bean.getSimpleName(),
                request.from().map(Jid::toString).orElse("the own server"),
                request.type().toString(),
                payload.namespace(),
                payload.name()));
    }

    /** The latest requests, the latest first. */
    @Lock(LockType.READ)
    public List<ServedRequest> latest() {
        return List.copyOf(latestFirst);
    }
}
