package org.xmppra.core.iq;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;

/** Time that passes when a test says so; starts shortly before {@link System#nanoTime()} would wrap. */
final class FakeTimer implements IqTimer {
    private record Task(long elapsed, Runnable body) {}

    private static final long START = Long.MAX_VALUE - 1_000_000_000L;

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::elapsed));
    private long elapsed;
    private boolean closed;

    @Override
    public synchronized long nanoTime() {
        return START + elapsed;
    }

    @Override
    public synchronized void schedule(Runnable task, long delayNanos) {
        if (closed) {
            throw new RejectedExecutionException("closed");
        }
        tasks.add(new Task(elapsed + delayNanos, task));
    }

    /** Lets time pass, running each task at its time. */
    void advance(Duration duration) {
        long end = elapsed + duration.toNanos();
        for (Task task = nextUntil(end); task != null; task = nextUntil(end)) {
            task.body.run();
        }
        elapsed = end;
    }

    private synchronized Task nextUntil(long end) {
        Task task = tasks.peek();
        if (task == null || task.elapsed > end) {
            return null;
        }
        elapsed = task.elapsed;
        return tasks.remove();
    }

    synchronized int scheduled() {
        return tasks.size();
    }

    synchronized void close() {
        closed = true;
    }

    synchronized void open() {
        closed = false;
    }
}
