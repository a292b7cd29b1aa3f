package org.xmppra.core.session;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when told to. Begins near where {@code nanoTime} overflows. */
final class FakeClock implements KeepAlive.Clock {
    record Task(Runnable task, long at, Promise<Void> handle) {}

    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(90).toNanos();

    final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::at));
    private long passed;

    @Override
    public long nanoTime() {
        return START + passed;
    }

    long seconds() {
        return Duration.ofNanos(passed).toSeconds();
    }

    @Override
    public Future<?> later(Runnable task, long delayNanos) {
        Promise<Void> handle = ImmediateEventExecutor.INSTANCE.newPromise();
        tasks.add(new Task(task, passed + delayNanos, handle));
        return handle;
    }

    void pass(Duration time) {
        long until = passed + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at() <= until) {
            Task next = tasks.remove();
            passed = next.at();
            if (!next.handle().isCancelled()) {
                next.task().run();
            }
        }
        passed = until;
    }
}
