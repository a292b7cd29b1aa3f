package org.xmppra.ra.work;

import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkListener;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xmppra.ra.work.ShortWorks.NeverRun;

/**
 * Follows one work to its end, and notices when the container drops it: refused, rejected, or completed though it was
 * never run, as WildFly does with a security context that it cannot establish (IJ000202).
 */
final class WorkTracker implements WorkListener, Runnable {
    private final Runnable task;
    private final NeverRun neverRun;
    private final Runnable ended;
    /** Set by whichever comes first: the run, or the news that there will be none. */
    private final AtomicBoolean decided = new AtomicBoolean();

    /**
     * @param task what the work does
     * @param neverRun is told if it will not
     * @param ended called when the container has done with it; harmless when repeated
     */
    WorkTracker(Runnable task, NeverRun neverRun, Runnable ended) {
        this.task = task;
        this.neverRun = neverRun;
        this.ended = ended;
    }

    @Override
    public void run() {
        if (decided.compareAndSet(false, true)) {
            task.run();
        }
    }

    void dropped(Throwable reason) {
        ended.run();
        if (decided.compareAndSet(false, true)) {
            neverRun.because(reason);
        }
    }

    @Override
    public void workRejected(WorkEvent event) {
        dropped(reason(event, "The container rejected the work"));
    }

    @Override
    public void workCompleted(WorkEvent event) {
        dropped(reason(event, "The container completed the work without running it"));
    }

    private static Throwable reason(WorkEvent event, String otherwise) {
        return event.getException() == null ? new IllegalStateException(otherwise) : event.getException();
    }

    @Override
    public void workAccepted(WorkEvent event) {
        // Nothing is known yet.
    }

    @Override
    public void workStarted(WorkEvent event) {
        // The run itself tells.
    }
}
