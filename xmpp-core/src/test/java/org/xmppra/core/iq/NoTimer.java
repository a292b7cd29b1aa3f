package org.xmppra.core.iq;

/** Real time, for callers that wait: they need no timer. */
final class NoTimer implements IqTimer {
    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void schedule(Runnable task, long delayNanos) {
        throw new AssertionError("a timer for a blocking request");
    }
}
