package org.xmppra.bench.contestant;

import jakarta.json.Json;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/**
 * The process of a contestant on the JVM. Says when it is connected, then takes {@code run <workload> <count> <warm-up ms>
 * <ms>}, a line each, and answers with a line of JSON; those that are no JVM do the same.
 */
public final class ContestantMain {
    private ContestantMain() {}

    /** Runs until its input ends. */
    public static void main(String[] arguments) {
        Exit.after(() -> work(arguments));
    }

    private static void work(String[] arguments) throws Exception {
        Setting setting = Setting.of(arguments);
        LongAdder done = new LongAdder();
        Contestant contestant = open(arguments[0], setting, done::increment);
        System.out.println(Json.createObjectBuilder()
                .add("ready", true)
                .add("version", contestant.version())
                .build());
        Harness harness = new Harness(contestant, setting.sessions(), done);
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = commands.readLine(); line != null && !line.equals("quit"); line = commands.readLine()) {
                String[] words = line.split(" ", -1);
                System.out.println(harness.run(
                        words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]), Long.parseLong(words[4])));
            }
        }
    }

    private static Contestant open(String name, Setting setting, Runnable handled) throws Exception {
        return switch (name) {
            case "core-client" -> new Ours(setting, false, handled);
            case "core-component" -> new Ours(setting, true, handled);
            case "smack" -> new Smack(setting, handled);
            case "whack" -> new Whack(setting, handled);
            case "babbler" -> new Babbler(setting, handled);
            case "raw" -> new RawSockets(setting, handled);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
