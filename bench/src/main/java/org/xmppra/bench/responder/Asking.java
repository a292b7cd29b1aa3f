package org.xmppra.bench.responder;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xmppra.bench.Histogram;
import org.xmppra.bench.Work;

/**
 * Asks the contestants: so many requests in flight on each of their streams, a new one for each answer, until told to
 * stop. A request is told by its slot, which the id holds.
 */
final class Asking {
    private static final byte[] GET = Tag.ascii("<iq type='get' id='q");
    private static final byte[] ADDRESSES = Tag.ascii("' from='" + Work.PEER + "/asker' to='");
    private static final byte[] PAYLOAD =
            Tag.ascii("'><value xmlns='" + Work.NAMESPACE + "'>" + Work.VALUE + "</value></iq>");

    private final Map<RawStream, ChannelHandlerContext> streams = new ConcurrentHashMap<>();
    private final Map<RawStream, long[]> sent = new ConcurrentHashMap<>();
    private final Histogram times = new Histogram();
    private volatile boolean on;

    void add(ChannelHandlerContext ctx, RawStream stream) {
        streams.put(stream, ctx);
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

    void start(int depth) {
        on = true;
        streams.forEach((stream, ctx) -> ctx.executor().execute(() -> {
            sent.put(stream, new long[depth]);
            ByteBuf requests = ctx.alloc().ioBuffer();
            for (int slot = 0; slot < depth; slot++) {
                ask(stream, slot, requests);
            }
            ctx.writeAndFlush(requests, ctx.voidPromise());
        }));
    }

    void stop() {
        on = false;
    }

    /** Takes an answer, and asks again. */
    void answered(RawStream stream, Tag answer, ByteBuf out) {
        long[] times = sent.get(stream);
        int slot = RawStream.number(answer);
        if (times != null && slot < times.length) {
            this.times.record(System.nanoTime() - times[slot]);
            if (on) {
                ask(stream, slot, out);
            }
        }
    }

    private void ask(RawStream stream, int slot, ByteBuf out) {
        long[] times = sent.get(stream);
        if (times != null) {
            times[slot] = System.nanoTime();
            out.writeBytes(GET).writeBytes(Integer.toString(slot).getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(ADDRESSES).writeBytes(stream.contestant()).writeBytes(PAYLOAD);
        }
    }
}
