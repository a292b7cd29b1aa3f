package org.xmppra.ra.work;

import jakarta.resource.spi.work.WorkAdapter;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts the adapter's long-running works and waits until the container itself has done with each. Waiting for the end
 * of their {@code run} would be too early: WildFly then complains at shutdown about a permit given back too often.
 * Thread-safe.
 */
final class LongWorks {
    private final WorkManager workManager;
    private final boolean hintsSupported;
    private int unfinished;

    LongWorks(WorkManager workManager, boolean hintsSupported) {
        this.workManager = workManager;
        this.hintsSupported = hintsSupported;
    }

    /**
     * Starts a work; may block while the container's queue is full.
     *
     * @throws RejectedExecutionException if the container refuses it
     */
    void start(String name, Runnable task) {
        change(1);
        try {
            AdapterWork work = hintsSupported ? new LongWork(name, task) : new AdapterWork(task);
            workManager.scheduleWork(work, WorkManager.INDEFINITE, null, new Completion());
        } catch (WorkException refused) {
            change(-1);
            throw new RejectedExecutionException("The container does not run the adapter's work " + name, refused);
        }
    }

    private synchronized void change(int by) {
        unfinished += by;
        notifyAll();
    }

    /** Waits until the container has done with every work; false if some are left when the time is over. */
    synchronized boolean awaitCompletion(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (unfinished > 0) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /**
     * Hears of a work's end. A refusal by exception is told as a rejection too by some containers; it has been counted
     * by then, so only a work that was accepted counts here.
     */
    private final class Completion extends WorkAdapter {
        private final AtomicBoolean ended = new AtomicBoolean();
        private volatile boolean accepted;

        @Override
        public void workAccepted(WorkEvent event) {
            accepted = true;
        }

        @Override
        public void workRejected(WorkEvent event) {
            if (accepted) {
                end();
            }
        }

        @Override
        public void workCompleted(WorkEvent event) {
            end();
        }

        private void end() {
            if (ended.compareAndSet(false, true)) {
                change(-1);
            }
        }
    }
}
