package org.xmppra.core.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * What is to be written to one stream. Any thread offers; the stream's loop takes all there is, in order, and writes it
 * with one flush, so that many stanzas cost one system call. Bounded: a peer that does not read cannot fill the heap.
 */
final class OutboundQueue {
    private static final long MAX_QUEUED_BYTES = 4L * 1024 * 1024;
    private static final int BATCH_BYTES = 64 * 1024;

    private record Item(byte[] bytes, BooleanSupplier takeUp) {}

    private final Channel channel;
    private final Queue<Item> items = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicBoolean drainScheduled = new AtomicBoolean();
    private boolean closed;

    OutboundQueue(Channel channel) {
        this.channel = channel;
    }

    /**
     * Adds a stanza.
     *
     * @param bytes the stanza; not changed afterwards
     * @param takeUp is asked on the loop just before the stanza is handed to the socket; false drops it
     * @return false if the queue is full, and the stanza was not taken
     */
    boolean offer(byte[] bytes, BooleanSupplier takeUp) {
        if (queuedBytes.addAndGet(bytes.length) > MAX_QUEUED_BYTES) {
            queuedBytes.addAndGet(-bytes.length);
            return false;
        }
        items.add(new Item(bytes, takeUp));
        if (drainScheduled.compareAndSet(false, true)) {
            channel.eventLoop().execute(this::drain);
        }
        return true;
    }

    /** Writes as much as the socket takes. On the loop: when scheduled, and when the channel becomes writable again. */
    void drain() {
        drainScheduled.set(false);
        if (closed) {
            items.clear();
            return;
        }
        boolean wrote = false;
        while (channel.isWritable() && !items.isEmpty()) {
            channel.write(nextBatch(), channel.voidPromise());
            wrote = true;
        }
        if (wrote) {
            channel.flush();
        }
    }

    /** Writes nothing more; what waits is dropped. On the loop. */
    void close() {
        closed = true;
        items.clear();
    }

    private ByteBuf nextBatch() {
        ByteBuf batch = channel.alloc().ioBuffer();
        Item item = items.peek();
        while (item != null && (!batch.isReadable() || batch.readableBytes() + item.bytes().length <= BATCH_BYTES)) {
            items.remove();
            queuedBytes.addAndGet(-item.bytes().length);
            if (item.takeUp().getAsBoolean()) {
                batch.writeBytes(item.bytes());
            }
            item = items.peek();
        }
        return batch;
    }
}
