package org.xmppra.core.session;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.net.OpenSocketChannel;

/**
 * A stream's socket that its loop shares with the threads that send: while the loop sleeps they write themselves, which
 * spares them to wake it. Whoever writes has the turn. A writer never waits for the socket, so nobody has the turn for long,
 * and what the socket did not take is the loop's.
 */
final class SharedSocket {
    /** The JDK keeps a buffer of the size of its largest write for each thread. */
    static final int MOST_BYTES = 16 * 1024;

    /** Some system calls long, and so is a turn. */
    private static final long PAUSE_NANOS = 10_000;

    private enum Turn {
        NOBODY,
        SENDER,
        LOOP,
        /** From now on nobody but the loop writes. */
        LOOP_ALONE
    }

    /** Whose the turn is, as a sender learns it who wants it. */
    enum Begin {
        YOURS,
        /** Another sender's, who looks into the queue again when done: what was put there before is not lost. */
        ANOTHER_SENDERS,
        THE_LOOPS
    }

    private final OpenSocketChannel channel;
    private final AtomicReference<Turn> turn = new AtomicReference<>(Turn.NOBODY);
    private volatile boolean loopReads;
    /** The end of a stanza of which the socket took the beginning. Changed by who has the turn. */
    private volatile byte @Nullable [] rest;

    SharedSocket(OpenSocketChannel channel) {
        this.channel = channel;
    }

    /** Whether the loop is reading: then it writes soon anyway, and more at a time. On the loop. */
    void loopReads(boolean reads) {
        if (loopReads != reads) {
            loopReads = reads;
        }
    }

    /**
     * Takes the turn, if everything before was written. Not on the loop.
     *
     * @param many whether it is for more than the loop would soon write anyway
     */
    Begin begin(boolean many) {
        if (loopReads && !many) {
            return Begin.THE_LOOPS;
        }
        Turn before = turn.compareAndExchange(Turn.NOBODY, Turn.SENDER);
        if (before != Turn.NOBODY) {
            return before == Turn.SENDER ? Begin.ANOTHER_SENDERS : Begin.THE_LOOPS;
        }
        if (rest == null && channel.hasWrittenAll()) {
            return Begin.YOURS;
        }
        done();
        return Begin.THE_LOOPS;
    }

    /** Writes in the turn. A failure ends the stream, as one of the loop would. */
    void write(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return;
        }
        try {
            channel.writeNow(bytes);
        } catch (IOException e) {
            channel.eventLoop().execute(() -> channel.pipeline().fireExceptionCaught(e));
            return;
        }
        if (bytes.hasRemaining()) {
            byte[] left = new byte[bytes.remaining()];
            bytes.get(left);
            rest = left;
        }
    }

    /** Ends the turn. What has come meanwhile may have found it taken: look again. */
    void done() {
        turn.set(Turn.NOBODY);
    }

    /** Whether the loop has to write, though nothing is queued. */
    boolean hasRest() {
        return rest != null;
    }

    /**
     * Runs what writes through the pipeline, on the loop.
     *
     * @return false if it was not run: a thread has the turn, and looks again when it is done
     */
    boolean run(Runnable writes) {
        boolean taken = turn.compareAndSet(Turn.NOBODY, Turn.LOOP);
        if (!taken && !isLoops()) {
            return false;
        }
        try {
            writeRest();
            writes.run();
        } finally {
            if (taken) {
                turn.compareAndSet(Turn.LOOP, Turn.NOBODY);
            }
        }
        return true;
    }

    /** Writing may lead to writing: the inner one is in the turn of the outer. */
    private boolean isLoops() {
        Turn now = turn.get();
        return now == Turn.LOOP || now == Turn.LOOP_ALONE;
    }

    /** Leaves the socket to the loop, before its last words: waits for the writer who is at it, if any. On the loop. */
    void end() {
        Turn before = turn.get();
        while (before == Turn.SENDER || !turn.compareAndSet(before, Turn.LOOP_ALONE)) {
            LockSupport.parkNanos(PAUSE_NANOS);
            before = turn.get();
        }
        writeRest();
    }

    private void writeRest() {
        byte[] bytes = rest;
        if (bytes != null) {
            rest = null;
            channel.writeAndFlush(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
        }
    }
}
