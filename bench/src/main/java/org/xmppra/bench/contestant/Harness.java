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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.xmppra.bench.Histogram;

/**
 * Gives a contestant its work and measures the process meanwhile. All contestants on the JVM share it, so they differ in
 * the library alone.
 */
final class Harness {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Contestant contestant;
    private final int sessions;
    private final LongAdder done;
    private final Histogram times = new Histogram();
    private volatile CountDownLatch go = new CountDownLatch(1);
    private volatile CountDownLatch ended = new CountDownLatch(0);
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
        CountDownLatch idle = new CountDownLatch(
                switch (workload) {
                    case "blocking" -> startThreads(count);
                    case "async" -> sessions * count;
                    default -> 0;
                });
        ended = idle;
        switch (workload) {
            case "blocking" -> go.countDown();
            case "async" -> {
                for (int i = 0; i < sessions * count; i++) {
                    keepAsking(i % sessions);
                }
            }
            default -> contestant.serve();
        }
        Thread.sleep(warmUpMillis);
        System.out.println(Json.createObjectBuilder().add("measuring", true).build());
        JsonObject measured = measure(millis);
        on = false;
        idle.await();
        return measured;
    }

    private int startThreads(int count) {
        go = new CountDownLatch(1);
        for (int i = 0; i < count; i++) {
            int session = i % sessions;
            Thread thread = new Thread(() -> askInTurn(session), "caller-" + i);
            thread.start();
        }
        return count;
    }

    private void askInTurn(int session) {
        try {
            go.await();
            while (on) {
                long start = System.nanoTime();
                contestant.ask(session);
                times.record(System.nanoTime() - start);
                done.increment();
            }
        } catch (Exception e) {
            fail(e);
        } finally {
            ended.countDown();
        }
    }

    private void keepAsking(int session) {
        long start = System.nanoTime();
        try {
            contestant.ask(session, () -> {
                times.record(System.nanoTime() - start);
                done.increment();
                if (on) {
                    keepAsking(session);
                } else {
                    ended.countDown();
                }
            });
        } catch (Exception e) {
            fail(e);
        }
    }

    private static void fail(Exception e) {
        e.printStackTrace();
        Runtime.getRuntime().halt(1);
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
