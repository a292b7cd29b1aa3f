package org.xmppra.core.iq;

/** Time, as requests that nobody waits for see it. Implemented by the session with its loop, by tests with a fake. */
public interface IqTimer {
    /** The current time, as {@link System#nanoTime()}. */
    long nanoTime();

    /**
     * Runs a task once, after a delay. Never blocks.
     *
     * @throws RuntimeException if no task is taken any more
     */
    void schedule(Runnable task, long delayNanos);
}
