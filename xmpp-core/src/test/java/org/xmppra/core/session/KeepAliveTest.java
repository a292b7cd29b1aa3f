package org.xmppra.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ST-10")
class KeepAliveTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final FakeClock clock = new FakeClock();
    private final List<String> done = new ArrayList<>();
    private final KeepAlive keepAlive = keepAlive(INTERVAL);

    private KeepAlive keepAlive(Duration interval) {
        return new KeepAlive(clock, interval, () -> note("asked"), () -> note("gave up"));
    }

    private void note(String what) {
        done.add(what + " at " + clock.seconds());
    }

    /** Time that passes when told to. Begins near where {@code nanoTime} overflows. */
    private static final class FakeClock implements KeepAlive.Clock {
        private record Task(Runnable task, long at, Promise<Void> handle) {}

        private static final long START =
                Long.MAX_VALUE - Duration.ofSeconds(90).toNanos();

        private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::at));
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

    @Test
    void silentPeerIsAskedAfterOneIntervalAndGivenUpAfterTwo() {
        keepAlive.start();
        clock.pass(Duration.ofMinutes(10));
        assertThat(done).containsExactly("asked at 60", "gave up at 120");
        assertThat(clock.tasks).isEmpty();
    }

    @Test
    void peerThatIsHeardIsNotAsked() {
        keepAlive.start();
        for (int i = 0; i < 20; i++) {
            clock.pass(Duration.ofSeconds(59));
            keepAlive.heard();
        }
        assertThat(done).isEmpty();
    }

    @Test
    void intervalRunsFromWhatWasHeardLast() {
        keepAlive.start();
        clock.pass(Duration.ofSeconds(50));
        keepAlive.heard();
        clock.pass(Duration.ofSeconds(59));
        assertThat(done).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(done).containsExactly("asked at 110");
    }

    @Test
    void answerBeginsAnewAndTheNextSilenceIsFoundWithinTwoIntervals() {
        keepAlive.start();
        clock.pass(Duration.ofSeconds(61));
        keepAlive.heard();
        clock.pass(Duration.ofMinutes(2));
        assertThat(done).containsExactly("asked at 60", "asked at 121", "gave up at 181");
    }

    @Test
    void nothingHappensAfterTheStop() {
        keepAlive.start();
        clock.pass(Duration.ofMinutes(1));
        keepAlive.stop();
        clock.pass(Duration.ofMinutes(10));
        assertThat(done).containsExactly("asked at 60");
    }

    @Test
    void stopWithoutStartIsHarmless() {
        keepAlive.stop();
        assertThat(done).isEmpty();
    }

    @Test
    void intervalOfZeroIsNeverAsked() {
        keepAlive(Duration.ZERO).start();
        assertThat(clock.tasks).isEmpty();
    }
}
