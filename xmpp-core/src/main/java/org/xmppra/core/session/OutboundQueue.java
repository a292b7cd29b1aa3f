package org.xmppra.core.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written for one bound session. Any thread offers; the session's loop takes all there is, in order, and
 * writes it with one flush, so that many stanzas cost one system call. A thread that finds the loop asleep and the
 * {@linkplain SharedSocket socket shared} writes itself. While there is no channel, or the peer acknowledges nothing, it
 * waits. Bounded: a peer that does not read cannot fill the heap.
 */
final class OutboundQueue {
    private static final long MAX_QUEUED_BYTES = 4L * 1024 * 1024;
    /** Answers are owed: they are taken when nothing else is, as long as memory is not at stake. */
    private static final long MAX_QUEUED_BYTES_WITH_ANSWERS = 64L * 1024 * 1024;

    private static final long HEAVY_BYTES = 1024 * 1024;
    private static final long LIGHT_BYTES = HEAVY_BYTES / 2;
    private static final int BATCH_BYTES = 64 * 1024;
    /** Some seventeen small requests: worth a system call, and the peer need not wait for the end of a large read. */
    private static final long MUCH_BYTES = 2 * 1024;
    /** For what others add while a sender takes what is there. */
    private static final int ROOM_BYTES = 256;
    /** How often a sender writes what others have added meanwhile, before it leaves that to the loop. */
    private static final int MOST_TURNS = 4;

    /** A stanza and who is told of it. */
    record Item(byte[] bytes, Outbound stanza) {}

    private final EventLoop loop;
    private final StreamManagement management;
    private final WireLog wire;
    private final Queue<Item> items = new ConcurrentLinkedQueue<>();
    /** What was written to a stream that was lost; goes before everything else. On the loop. */
    private final ArrayDeque<Item> again = new ArrayDeque<>();

    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicBoolean drainScheduled = new AtomicBoolean();
    /** Who sends many, and has them written together. */
    private final AtomicReference<@Nullable Thread> collector = new AtomicReference<>();

    private final Runnable drained;
    private @Nullable Channel channel;
    /** Null while only the loop writes. */
    private volatile @Nullable SharedSocket shared;

    private boolean closed;

    /** @param drained is run on the loop when it has written what the socket takes, if anything was due */
    OutboundQueue(EventLoop loop, StreamManagement management, WireLog wire, Runnable drained) {
        this.loop = loop;
        this.management = management;
        this.wire = wire;
        this.drained = drained;
    }

    /**
     * Adds a stanza.
     *
     * @param bytes the stanza; not changed afterwards
     * @param stanza is told what becomes of it
     * @return false if the queue is full, and the stanza was not taken
     */
    boolean offer(byte[] bytes, Outbound stanza) {
        return offer(bytes, stanza, MAX_QUEUED_BYTES);
    }

    /** Adds an answer; there is room for many more of these. */
    boolean offerAnswer(byte[] bytes, Outbound stanza) {
        return offer(bytes, stanza, MAX_QUEUED_BYTES_WITH_ANSWERS);
    }

    /** Whether so much waits that no more should be caused; it was so before, or was not. */
    boolean isHeavy(boolean before) {
        return queuedBytes.get() > (before ? LIGHT_BYTES : HEAVY_BYTES);
    }

    private boolean offer(byte[] bytes, Outbound stanza, long most) {
        if (queuedBytes.addAndGet(bytes.length) > most) {
            queuedBytes.addAndGet(-bytes.length);
            return false;
        }
        items.add(new Item(bytes, stanza));
        boolean collects = collects();
        if (!collects || queuedBytes.get() >= SharedSocket.MOST_BYTES) {
            write(collects);
        }
        return true;
    }

    /**
     * Has what this thread offers from now on written together, as much as one turn takes, unless another does so now; sooner
     * if others write.
     */
    void collect() {
        collector.compareAndSet(null, Thread.currentThread());
    }

    /** Writes what this thread has collected, if it has. */
    void writeCollected() {
        if (collects()) {
            collector.set(null);
            if (!items.isEmpty()) {
                write(true);
            }
        }
    }

    /** Only read: every sender asks. */
    private boolean collects() {
        return collector.get() == Thread.currentThread();
    }

    private void write(boolean many) {
        boolean left = true;
        try {
            left = !writeHere(many);
        } finally {
            if (left) {
                drainSoon();
            }
        }
    }

    /**
     * Writes what waits on this thread, or leaves it to another sender who is at it, unless the loop is about to.
     *
     * @return whether nothing is left for the loop
     */
    private boolean writeHere(boolean many) {
        SharedSocket socket = shared;
        if (socket == null || loop.inEventLoop()) {
            return false;
        }
        for (int turn = 0; turn < MOST_TURNS && !drainScheduled.get(); turn++) {
            SharedSocket.Begin begin = socket.begin(many);
            if (begin != SharedSocket.Begin.YOURS) {
                return begin == SharedSocket.Begin.ANOTHER_SENDERS;
            }
            try {
                writeNext(socket);
            } finally {
                socket.done();
            }
            // Whoever found the turn taken relies on this look.
            if (items.isEmpty()) {
                return !socket.hasRest();
            }
        }
        return false;
    }

    /** Writes the next stanzas in the turn, unless the first is too long for that. */
    private void writeNext(SharedSocket socket) {
        ByteBuffer batch = ByteBuffer.allocate((int) Math.min(SharedSocket.MOST_BYTES, queuedBytes.get() + ROOM_BYTES));
        for (Item item = nextUpTo(batch.remaining()); item != null; item = nextUpTo(batch.remaining())) {
            queuedBytes.addAndGet(-item.bytes().length);
            if (item.stanza().takeUp()) {
                wire.sent(item.bytes());
                batch.put(item.bytes());
            }
        }
        socket.write(batch.flip());
    }

    /** There may be none though there was: the queue was closed meanwhile. */
    private @Nullable Item nextUpTo(int bytes) {
        Item item = items.peek();
        return item == null || item.bytes().length > bytes ? null : items.poll();
    }

    /** Sees to it that what is due is written, in one go with all that is offered until then. */
    void drainSoon() {
        if (drainScheduled.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
    }

    /** While much is received, writes now and then, so that the peer has something to do meanwhile. On the loop. */
    void drainIfMuch() {
        if (queuedBytes.get() >= MUCH_BYTES) {
            drain();
        }
    }

    /** Writes to this channel from now on. On the loop. */
    void attach(Channel connected) {
        channel = connected;
        drain();
    }

    /** Lets those who offer write to the socket of the channel themselves. On the loop. */
    void share(@Nullable SharedSocket socket) {
        shared = socket;
    }

    /** Keeps what comes until there is a channel again. On the loop. */
    void detach() {
        channel = null;
        shared = null;
    }

    /** Puts these before all that waits, in order. On the loop. */
    void again(List<Item> unacknowledged) {
        for (int i = unacknowledged.size() - 1; i >= 0; i--) {
            again.addFirst(unacknowledged.get(i));
        }
    }

    /** Writes as much as the socket takes. On the loop: when scheduled, and when the channel becomes writable again. */
    void drain() {
        drainScheduled.set(false);
        if (closed) {
            dropAll();
            return;
        }
        Channel to = channel;
        if (to == null) {
            return;
        }
        SharedSocket socket = shared;
        if (socket == null) {
            write(to);
        } else if (!socket.run(() -> write(to))) {
            return;
        }
        drained.run();
    }

    private void write(Channel to) {
        boolean wrote = false;
        while (to.isWritable() && hasNext()) {
            to.write(nextBatch(to), to.voidPromise());
            wrote = true;
        }
        byte[] due = wrote || to.isWritable() ? management.takeDue() : null;
        if (due != null) {
            wire.sent(due);
            to.write(to.alloc().ioBuffer(due.length).writeBytes(due), to.voidPromise());
        }
        if (wrote || due != null) {
            to.flush();
        }
    }

    /**
     * Writes what waits, however slowly the socket takes it and whatever is acknowledged, and then nothing more. On the loop.
     */
    void finish() {
        management.leave();
        SharedSocket socket = shared;
        if (socket != null) {
            socket.end();
        }
        Channel to = channel;
        if (to != null) {
            while (hasNext()) {
                to.write(nextBatch(to), to.voidPromise());
            }
            to.flush();
        }
        close();
    }

    /** Writes nothing more; what waits is dropped. On the loop. */
    void close() {
        closed = true;
        channel = null;
        shared = null;
        dropAll();
    }

    private void dropAll() {
        again.clear();
        for (Item item = items.poll(); item != null; item = items.poll()) {
            queuedBytes.addAndGet(-item.bytes().length);
            item.stanza().dropped();
        }
    }

    private boolean hasNext() {
        return !management.isFull() && peek() != null;
    }

    private @Nullable Item peek() {
        Item item = again.peek();
        return item == null ? items.peek() : item;
    }

    private ByteBuf nextBatch(Channel to) {
        ByteBuf batch = to.alloc().ioBuffer();
        Item item = peek();
        while (item != null
                && !management.isFull()
                && (!batch.isReadable() || batch.readableBytes() + item.bytes().length <= BATCH_BYTES)) {
            if (takeUp(item)) {
                wire.sent(item.bytes());
                batch.writeBytes(item.bytes());
                management.written(item);
            }
            item = peek();
        }
        return batch;
    }

    private boolean takeUp(Item item) {
        if (!again.isEmpty()) {
            again.remove();
            return true;
        }
        items.remove();
        queuedBytes.addAndGet(-item.bytes().length);
        return item.stanza().takeUp();
    }
}
