package org.xmppra.bench.responder;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xmppra.bench.Histogram;
import org.xmppra.bench.Work;

/**
 * Asks a contestant: so many requests in flight on each of its streams, a new one for each answer, until told to stop. A
 * request is told by its slot, which the id holds.
 */
final class Asking {
    private static final byte[] GET = Tag.ascii("<iq type='get' id='q");
    private static final byte[] ADDRESSES = Tag.ascii("' from='" + Work.PEER + "/asker' to='");
    private static final byte[] PAYLOAD =
            Tag.ascii("'><value xmlns='" + Work.NAMESPACE + "'>" + Work.VALUE + "</value></iq>");

    /** In the order in which they came. */
    private final List<RawStream> streams = new CopyOnWriteArrayList<>();

    private final Map<RawStream, long[]> sent = new ConcurrentHashMap<>();
    private final Histogram times = new Histogram();
    /** Those that are asked now: one whose turn is over may still have answers on their way. */
    private volatile Set<RawStream> asked = Set.of();

    void add(RawStream stream) {
        streams.add(stream);
    }

    void remove(RawStream stream) {
        streams.remove(stream);
        sent.remove(stream);
    }

    Histogram times() {
        return times;
    }

    /** How many streams there are. */
    int streams() {
        return streams.size();
    }

    /** Asks on so many streams from the one with that number, told by when they came. */
    void start(int depth, int first, int count) {
        List<RawStream> chosen = List.copyOf(streams.subList(first, first + count));
        asked = Set.copyOf(chosen);
        chosen.forEach(stream -> start(depth, stream));
    }

    private void start(int depth, RawStream stream) {
        stream.execute(out -> {
            sent.put(stream, new long[depth]);
            for (int slot = 0; slot < depth; slot++) {
                ask(stream, slot, out);
            }
        });
    }

    void stop() {
        asked = Set.of();
    }

    /** Takes an answer, and asks again. */
    void answered(RawStream stream, Tag answer, ByteBuf out) {
        long[] sentAt = sent.get(stream);
        int slot = RawStream.number(answer);
        if (sentAt != null && slot < sentAt.length) {
            times.record(System.nanoTime() - sentAt[slot]);
            if (asked.contains(stream)) {
                ask(stream, slot, out);
            }
        }
    }

    private void ask(RawStream stream, int slot, ByteBuf out) {
        long[] sentAt = sent.get(stream);
        if (sentAt != null) {
            sentAt[slot] = System.nanoTime();
            out.writeBytes(GET).writeBytes(Integer.toString(slot).getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(ADDRESSES).writeBytes(stream.contestant()).writeBytes(PAYLOAD);
        }
    }
}
