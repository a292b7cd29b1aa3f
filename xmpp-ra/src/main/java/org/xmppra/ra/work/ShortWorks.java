package org.xmppra.ra.work;

import jakarta.resource.spi.work.WorkContext;
import org.jspecify.annotations.Nullable;

/** Runs tasks as short works of the container. Thread-safe. */
@FunctionalInterface
public interface ShortWorks {
    /**
     * Has a task run as a Work; never blocks, so event loops may call it.
     *
     * @param task what to run
     * @param neverRun called with the reason if the container does not run it; on an adapter thread, hands over and
     *     returns
     * @param context what the container has to set up for it; null for nothing
     */
    void submit(Runnable task, NeverRun neverRun, @Nullable WorkContext context);

    /** As above, in no context. */
    default void submit(Runnable task, NeverRun neverRun) {
        submit(task, neverRun, null);
    }

    /** Is told that a task will not run. */
    @FunctionalInterface
    interface NeverRun {
        /** The container gave this reason. */
        void because(Throwable reason);
    }
}
