package org.xmppra.it.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One server process of ours, known by its handle: nothing is ever looked for by name. */
final class ServerProcess {

    private static final Duration START = Duration.ofSeconds(60);
    /** A slow machine with a thousand sessions to end took more than half a minute. */
    private static final Duration STOP = Duration.ofMinutes(2);

    private static final int TICK_MILLIS = 50;

    private final String program;
    private final Path directory;
    private final Path output;
    private @Nullable Process process;

    ServerProcess(String program, Path directory) {
        this.program = program;
        this.directory = directory;
        this.output = directory.resolve("output.log");
    }

    Path output() {
        return output;
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Starts the process and looks again and again until it is ready, has ended, or time is up. */
    void start(
            List<String> command, Map<String, String> environment, BooleanSupplier ready, Supplier<String> diagnosis) {
        if (isRunning()) {
            throw new IllegalStateException(program + " runs already");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        try {
            if (process == null) {
                // A test run that is broken off must not leave a server behind.
                Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
            }
            Process started = builder.start();
            process = started;
            started.getOutputStream().close();
            long deadline = System.nanoTime() + START.toNanos();
            while (!ready.getAsBoolean()) {
                boolean ended = started.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS);
                if (ended || System.nanoTime() > deadline) {
                    started.destroyForcibly();
                    throw new IllegalStateException(program
                            + (ended ? " ended with status " + started.exitValue() : " was not ready in " + START)
                            + "\n" + diagnosis.get());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program + " started", e);
        }
    }

    /** SIGTERM, which both servers take as the order to shut down; SIGKILL for one that does not obey in time. */
    void stop() {
        end(ProcessHandle::destroy);
    }

    /** SIGKILL: no stream is closed, nothing is saved. */
    void kill() {
        end(ProcessHandle::destroyForcibly);
    }

    /** Ends the process and whatever helpers it started: nothing of it is left when this returns. */
    private void end(Predicate<ProcessHandle> how) {
        Process ending = process;
        if (ending == null || !ending.isAlive()) {
            return;
        }
        List<ProcessHandle> helpers = ending.descendants().toList();
        try {
            boolean obeyed = how.test(ending.toHandle()) && ending.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
            ending.destroyForcibly().waitFor();
            helpers.forEach(ProcessHandle::destroyForcibly);
            helpers.forEach(helper -> helper.onExit().join());
            if (!obeyed) {
                throw new IllegalStateException(program + " did not stop in " + STOP);
            }
        } catch (InterruptedException e) {
            ending.destroyForcibly();
            helpers.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program + " stopped", e);
        }
    }

    static boolean accepts(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TICK_MILLIS * 4);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
