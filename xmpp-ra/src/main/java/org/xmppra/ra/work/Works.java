package org.xmppra.ra.work;

import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xmppra.ra.work.ShortWorks.NeverRun;

/**
 * Gives the adapter's works to the container and waits until the container itself has done with each. To wait for the end
 * of their {@code run}, or for the news of their completion, would be too early: WildFly's thread gives a permit back
 * after both, and one too many, logged as an error, if its pool has been shut down by then. Thread-safe.
 */
final class Works {
    /** How long a thread gets to leave a completed work; no longer, as the container may have given it other work. */
    private static final Duration LEAVING = Duration.ofSeconds(1);

    private final WorkManager workManager;
    private final boolean hintsSupported;
    private int uncompleted;
    /** The container's threads that have completed works; the container keeps them, or lets them go. */
    private final Set<Thread> workers = Collections.newSetFromMap(new WeakHashMap<>());

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
        synchronized (this) {
            uncompleted++;
        }
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (ended.compareAndSet(false, true)) {
                complete();
            }
        };
    }

    private synchronized void complete() {
        uncompleted--;
        workers.add(Thread.currentThread());
        notifyAll();
    }

    /** Waits until the container has done with every work; false if some are left when the time is over. */
    boolean awaitCompletion(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<Thread> leaving;
        synchronized (this) {
            while (uncompleted > 0) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            leaving = List.copyOf(workers);
        }
        awaitLeft(leaving, Math.min(LEAVING.toNanos(), deadline - System.nanoTime()));
        return true;
    }

    /** Nothing tells when a thread has left a completed work for good; but then it waits for the next, or ends. */
    private static void awaitLeft(List<Thread> threads, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (Thread thread : threads) {
            while (isBusy(thread) && System.nanoTime() - deadline < 0) {
                Thread.sleep(1);
            }
        }
    }

    private static boolean isBusy(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> false;
            case NEW, RUNNABLE, BLOCKED -> thread != Thread.currentThread();
        };
    }
}
