package org.xmppra.ra.work;

import java.lang.System.Logger.Level;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * A few long-running works that serve one queue: {@link #execute} never blocks, so event loops may call it; what is
 * executed may. Thread-safe.
 */
final class ResidentWorkers implements Executor {
    private static final System.Logger LOG = System.getLogger("org.xmppra.ra.work");
    /** Known by identity: whoever takes it ends. */
    private static final Runnable END = new Runnable() {
        @Override
        public void run() {
            throw new IllegalStateException("Taken, never run");
        }
    };

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final int count;
    private volatile boolean closed;

    private ResidentWorkers(int count) {
        this.count = count;
    }

    static ResidentWorkers start(Works works, String name, int count) {
        ResidentWorkers workers = new ResidentWorkers(count);
        for (int i = 1; i <= count; i++) {
            works.startLong(name + "-" + i, workers::serve);
        }
        return workers;
    }

    @Override
    public void execute(Runnable task) {
        if (closed) {
            throw new RejectedExecutionException("The XMPP resource adapter has stopped");
        }
        queue.add(task);
    }

    /** What is queued is still done, then the works end. */
    void close() {
        closed = true;
        for (int i = 0; i < count; i++) {
            queue.add(END);
        }
    }

    private void serve() {
        try {
            for (Runnable task = queue.take(); task != END; task = queue.take()) {
                run(task);
            }
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError defect) {
            LOG.log(Level.ERROR, "XMPPRA-0090 A background task of the XMPP resource adapter failed", defect);
        }
    }
}
