package org.xmppra.it.appservers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The process of one server, and the private directory that it runs and logs in. Not thread-safe. */
final class ServerJvm {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String name;
    private final Path directory;
    private @Nullable Process process;

    /** Makes the directory anew. */
    ServerJvm(String name, Path runs) {
        this.name = name;
        this.directory = runs.resolve(name).toAbsolutePath();
        Trees.delete(directory);
        Trees.create(directory);
    }

    Path directory() {
        return directory;
    }

    Path log() {
        return directory.resolve("console.log");
    }

    String logText() {
        try {
            return Files.exists(log()) ? new String(Files.readAllBytes(log()), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the process; returns when it has logged the text. */
    void start(List<String> command, Map<String, String> environment, String ready) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment().putAll(environment);
        try {
            Process started = builder.start();
            process = started;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started.toHandle(), false)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitLog(ready);
    }

    /** Returns when it has logged the text. */
    void awaitLog(String text) {
        await(name + " to log '" + text + "'; see " + log())
                .atMost(PATIENCE)
                .until(() -> !isAlive() || logText().contains(text));
        if (!isAlive()) {
            throw new IllegalStateException(name + " has ended; see " + log());
        }
    }

    private boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Runs a client program of the server to its end, which has to be a good one. */
    void run(List<String> command, String output) {
        Path file = directory.resolve(output);
        try {
            Process client = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(file.toFile())
                    .start();
            if (!client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || client.exitValue() != 0) {
                client.destroyForcibly();
                throw new IllegalStateException(name + " refused: " + Files.readString(file) + "; see " + log());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The server itself, not its launcher. */
    ProcessHandle process() {
        ProcessHandle launcher = Objects.requireNonNull(process, "not started").toHandle();
        return launcher.descendants().findFirst().orElse(launcher);
    }

    /** SIGTERM to the server, which shuts it down; SIGKILL if that takes too long. */
    void close() {
        if (process != null) {
            end(process.toHandle(), true);
        }
    }

    /** A launcher's child is the server: it ends first, and the launcher with it. */
    private static void end(ProcessHandle launcher, boolean gracefully) {
        List<ProcessHandle> all =
                Stream.concat(launcher.descendants(), Stream.of(launcher)).toList();
        for (ProcessHandle one : all) {
            if (gracefully) {
                one.destroy();
                one.onExit()
                        .completeOnTimeout(one, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join();
            }
            one.destroyForcibly();
        }
        all.forEach(one -> one.onExit().join());
    }
}
