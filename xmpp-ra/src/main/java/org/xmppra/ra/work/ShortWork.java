package org.xmppra.ra.work;

import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkListener;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xmppra.ra.work.ShortWorks.NeverRun;

/**
 * A short work that notices when the container drops it: rejected, or completed though {@code run} was never called, as
 * WildFly does with a security context it cannot establish (IJ000202).
 */
final class ShortWork extends AdapterWork implements WorkListener {
    private final NeverRun neverRun;
    /** Set by whichever comes first: the run, or the news that there will be none. */
    private final AtomicBoolean decided;

    private ShortWork(Runnable task, NeverRun neverRun, AtomicBoolean decided) {
        super(() -> {
            if (decided.compareAndSet(false, true)) {
                task.run();
            }
        });
        this.neverRun = neverRun;
        this.decided = decided;
    }

    static ShortWork of(Runnable task, NeverRun neverRun) {
        return new ShortWork(task, neverRun, new AtomicBoolean());
    }

    void dropped(Throwable reason) {
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
