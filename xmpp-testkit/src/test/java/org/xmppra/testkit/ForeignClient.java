package org.xmppra.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs programs that are not ours. */
public final class ForeignClient {
    private static final String REQUIRED = "xmppra.require-real-servers";
    private static final int SECONDS = 120;

    private ForeignClient() {}

    /** Skips the test with a text that nobody overlooks, or fails it where nothing may be skipped. */
    public static void absent(String what) {
        if (Boolean.getBoolean(REQUIRED)) {
            fail(what + " (and -D" + REQUIRED + "=true forbids to skip)");
        }
        String frame = "=".repeat(what.length() + 9);
        System.err.println(frame + "\nSKIPPED: " + what + "\n" + frame);
        Assumptions.abort(what);
    }

    /** Whether a program runs and says that all is well. */
    public static boolean works(String... command) {
        try {
            return run(Path.of("."), Map.of(), List.of(command)).status() == 0;
        } catch (IOException e) {
            // The program is not there: what is asked.
            return false;
        }
    }

    /** What a program said, and how it ended. */
    record Outcome(int status, String output) {}

    /** Runs a program to its end. */
    static Outcome run(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (InputStream output = process.getInputStream()) {
            process.getOutputStream().close();
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(command.get(0) + " did not end; it said: " + text);
            }
            return new Outcome(process.exitValue(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while " + command.get(0) + " runs", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
