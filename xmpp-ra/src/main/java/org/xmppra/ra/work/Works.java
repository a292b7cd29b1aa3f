package org.xmppra.ra.work;

import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xmppra.ra.work.ShortWorks.NeverRun;

/**
 * Gives the adapter's works to the container and waits until the container itself has done with each. Waiting for the end
 * of their {@code run} would be too early: WildFly then complains at shutdown about a permit given back too often.
 * Thread-safe.
 */
final class Works {
    private final WorkManager workManager;
    private final boolean hintsSupported;
    private int uncompleted;

    Works(WorkManager workManager, boolean hintsSupported) {
        this.workManager = workManager;
        this.hintsSupported = hintsSupported;
    }

    /**
     * Starts a work that lives as long as the adapter; may block while the container's queue is full.
     *
     * @throws RejectedExecutionException if the container refuses it
     */
    void startLong(String name, Runnable task) {
        WorkTracker tracker = new WorkTracker(task, reason -> {}, begin());
        AdapterWork work = hintsSupported ? new LongWork(name, tracker) : new AdapterWork(tracker);
        try {
            workManager.scheduleWork(work, WorkManager.INDEFINITE, null, tracker);
        } catch (WorkException refused) {
            tracker.dropped(refused);
            throw new RejectedExecutionException("The container does not run the adapter's work " + name, refused);
        }
    }

    /** Starts a short work; may block while the container's queue is full. */
    void startShort(Runnable task, NeverRun neverRun, @Nullable WorkContext context) {
        WorkTracker tracker = new WorkTracker(task, neverRun, begin());
        try {
            AdapterWork work = context == null ? new AdapterWork(tracker) : new ContextWork(tracker, context);
            workManager.scheduleWork(work, WorkManager.INDEFINITE, null, tracker);
        } catch (WorkException refused) {
            tracker.dropped(refused);
        }
    }

    private Runnable begin() {
        change(1);
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (ended.compareAndSet(false, true)) {
                change(-1);
            }
        };
    }

    private synchronized void change(int by) {
        uncompleted += by;
        notifyAll();
    }

    /** Waits until the container has done with every work; false if some are left when the time is over. */
    synchronized boolean awaitCompletion(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (uncompleted > 0) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
