package org.xmppra.bench.contestant;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.xmppra.bench.Histogram;

/**
 * Gives a contestant its work and measures the process meanwhile. All contestants on the JVM share it, so they differ in
 * the library alone.
 */
final class Harness {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** For the last answers: one that is lost must not be waited for for ever. */
    private static final int PATIENCE_SECONDS = 10;

    private final Contestant contestant;
    private final int sessions;
    private final LongAdder done;
    private final LongAdder unanswered = new LongAdder();
    private final Histogram times = new Histogram();
    private volatile boolean on;

    Harness(Contestant contestant, int sessions, LongAdder done) {
        this.contestant = contestant;
        this.sessions = sessions;
        this.done = done;
    }

    /**
     * Works, and measures the second part of the time.
     *
     * @param workload {@code blocking} (so many threads), {@code async} (so many in flight a session) or {@code answer}
     */
    JsonObject run(String workload, int count, long warmUpMillis, long millis) throws Exception {
        on = true;
        List<Thread> callers = switch (workload) {
            case "blocking" -> callers(count, this::askInTurn);
            case "async" -> callers(sessions, session -> keepAsking(session, count));
            default -> {
                contestant.serve();
                yield List.of();
            }
        };
        callers.forEach(Thread::start);
        Thread.sleep(warmUpMillis);
        System.out.println(Json.createObjectBuilder().add("measuring", true).build());
        JsonObject measured = measure(millis);
        on = false;
        for (Thread caller : callers) {
            caller.join();
        }
        return Json.createObjectBuilder(measured)
                .add("unanswered", unanswered.sumThenReset())
                .build();
    }

    /** What a caller does on a session until it is over. */
    private interface Calls {
        void on(int session) throws Exception;
    }

    private List<Thread> callers(int count, Calls calls) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Thread(() -> Exit.onFailure(() -> calls.on(i % sessions)), "caller-" + i))
                .toList();
    }

    private void askInTurn(int session) throws Exception {
        while (on) {
            long start = System.nanoTime();
            contestant.ask(session);
            answered(start);
        }
    }

    /** Asks from a thread of its own, as applications do: never from within a library's callback, which hands over. */
    private void keepAsking(int session, int inFlight) throws Exception {
        Semaphore free = new Semaphore(inFlight);
        while (on) {
            free.acquire();
            for (int left = 1 + free.drainPermits(); left > 0; left--) {
                long start = System.nanoTime();
                contestant.ask(session, () -> {
                    answered(start);
                    free.release();
                });
            }
            contestant.flush(session);
        }
        if (!free.tryAcquire(inFlight, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            unanswered.add(inFlight - free.availablePermits());
        }
    }

    private void answered(long start) {
        times.record(System.nanoTime() - start);
        done.increment();
    }

    private JsonObject measure(long millis) throws Exception {
        times.clear();
        long count = done.sum();
        long cpu = SYSTEM.getProcessCpuTime();
        long allocated = allocated();
        long start = System.nanoTime();
        Thread.sleep(millis);
        long nanos = System.nanoTime() - start;
        cpu = SYSTEM.getProcessCpuTime() - cpu;
        count = done.sum() - count;
        allocated = allocated() - allocated;
        return Json.createObjectBuilder()
                .add("count", count)
                .add("nanos", nanos)
                .add("cpuNanos", cpu)
                .add("allocated", allocated)
                .add("p50", times.micros(0.5))
                .add("p99", times.micros(0.99))
                .add("p999", times.micros(0.999))
                .add("peakKiB", peakKiB())
                .build();
    }

    /** By all threads that live now; those of a library that come and go are seen too late, in its favour. */
    private static long allocated() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    private static long peakKiB() throws Exception {
        Path status = Path.of("/proc/self/status");
        List<String> lines = Files.exists(status) ? Files.readAllLines(status) : new ArrayList<>();
        return lines.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
