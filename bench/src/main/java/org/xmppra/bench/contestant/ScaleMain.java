package org.xmppra.bench.contestant;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.xmppra.core.iq.PendingRequest;

/**
 * What sessions cost that do nothing, and what one request costs beside many others: a process that opens ever more
 * sessions, and lets ever more requests wait. A line of JSON for each step.
 */
public final class ScaleMain {
    private static final int BUSY_SESSIONS = 8;
    private static final int IN_FLIGHT_EACH = 32;
    private static final int REPETITIONS = 3;
    private static final List<Integer> PENDING = List.of(1, 100, 1_000, 10_000);

    private final Setting setting;
    private final Ours ours;
    private final Harness harness;
    private final LongAdder done = new LongAdder();

    private ScaleMain(Setting setting) throws Exception {
        this.setting = setting;
        this.ours = new Ours(setting, false, done::increment);
        this.harness = new Harness(ours, BUSY_SESSIONS, done);
    }

    /** {@code idle} or {@code busy}, then {@code port=… sessions=8 steps=10,100,1000,10000}, and {@code pin=…} for TLS. */
    public static void main(String[] arguments) {
        Exit.after(() -> work(arguments));
    }

    private static void work(String[] arguments) throws Exception {
        ScaleMain scale = new ScaleMain(Setting.of(arguments));
        List<Integer> steps = Arrays.stream(arguments)
                .filter(argument -> argument.startsWith("steps="))
                .flatMap(argument ->
                        Arrays.stream(argument.substring("steps=".length()).split(",", -1)))
                .map(Integer::valueOf)
                .toList();
        if (arguments[0].equals("idle")) {
            scale.idle(steps);
        } else {
            scale.busy(steps);
        }
    }

    /** Memory: no work is done, whose garbage would hide what idle sessions cost. */
    private void idle(List<Integer> steps) throws Exception {
        long heapBefore = heap();
        long residentBefore = resident();
        for (int sessions : steps) {
            ours.open(setting, false, done::increment, Math.max(sessions, BUSY_SESSIONS));
            long more = Math.max(1, sessions - BUSY_SESSIONS);
            long heap = heap();
            System.out.println(Json.createObjectBuilder()
                    .add("sessions", sessions)
                    .add("threads", ManagementFactory.getThreadMXBean().getThreadCount())
                    .add("heapEach", (heap - heapBefore) / more)
                    .add("residentEach", (resident() - residentBefore) / more)
                    .build());
        }
    }

    private void busy(List<Integer> steps) throws Exception {
        harness.run("async", IN_FLIGHT_EACH, 8_000, 500);
        for (int pending : PENDING) {
            List<PendingRequest> parked = new ArrayList<>();
            for (int i = 0; i < pending; i++) {
                parked.add(ours.park(0));
            }
            say(Json.createObjectBuilder().add("pending", pending));
            parked.forEach(PendingRequest::cancel);
        }
        for (int sessions : steps) {
            ours.open(setting, false, done::increment, Math.max(sessions, BUSY_SESSIONS));
            say(Json.createObjectBuilder().add("sessions", sessions));
        }
    }

    /** Adds what a request costs now, the median of some repetitions. */
    private void say(JsonObjectBuilder step) throws Exception {
        double[] cpu = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            var measured = harness.run("async", IN_FLIGHT_EACH, 300, 1_000);
            cpu[i] = measured.getJsonNumber("cpuNanos").doubleValue()
                    / Math.max(1, measured.getInt("count"))
                    * 1e5
                    / 1e9;
        }
        Arrays.sort(cpu);
        System.out.println(step.add("cpuSeconds", cpu[REPETITIONS / 2])
                .add("least", cpu[0])
                .add("most", cpu[REPETITIONS - 1])
                .build());
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            ManagementFactory.getMemoryMXBean().gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long resident() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
