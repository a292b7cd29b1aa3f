package org.xmppra.it.peers;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A program that takes JSON commands line by line and answers them in any order. Thread-safe. */
final class PeerProcess implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Process process;
    private final Path diagnostics;
    private final Writer commands;
    private final Consumer<JsonObject> events;
    private final Thread reader;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();

    PeerProcess(List<String> command, Consumer<JsonObject> events) {
        this.events = events;
        try {
            diagnostics = Files.createTempFile("peer-", ".log");
            process = new ProcessBuilder(command)
                    .redirectError(diagnostics.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        commands = process.outputWriter(StandardCharsets.UTF_8);
        reader = new Thread(this::read, "peer " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Sends a command and waits for its answer; every object's members go into the command's line. */
    JsonObject ask(String command, JsonObject arguments, Duration patience) {
        long id = ids.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        pending.put(id, answer);
        JsonObject line = Json.createObjectBuilder(arguments)
                .add("id", id)
                .add("command", command)
                .build();
        try {
            synchronized (commands) {
                commands.write(line + "\n");
                commands.flush();
            }
            JsonObject answered = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!answered.getBoolean("ok")) {
                throw new PeerException(command + ": " + answered.getString("error"));
            }
            return answered;
        } catch (IOException e) {
            throw new PeerException("the peer takes no commands any more" + diagnostics(), e);
        } catch (ExecutionException e) {
            throw new PeerException("the peer ended before it answered " + command + diagnostics(), e);
        } catch (TimeoutException e) {
            throw new PeerException("the peer did not answer " + command + " within " + patience + diagnostics(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerException("interrupted while waiting for the answer to " + command, e);
        } finally {
            pending.remove(id);
        }
    }

    /** Ends the program; it closes its stream first. */
    @Override
    public void close() {
        try {
            commands.close();
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            reader.join();
            Files.deleteIfExists(diagnostics);
        } catch (IOException e) {
            process.destroyForcibly();
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try (JsonReader json = Json.createReader(new StringReader(line))) {
                    deliver(json.readObject());
                }
            }
            fail(new IOException("end of output"));
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void deliver(JsonObject line) {
        if (line.containsKey("event")) {
            events.accept(line);
            return;
        }
        CompletableFuture<JsonObject> waiting =
                pending.get(line.getJsonNumber("id").longValue());
        if (waiting != null) {
            waiting.complete(line);
        }
    }

    private void fail(Exception reason) {
        pending.values().forEach(waiting -> waiting.completeExceptionally(reason));
    }

    private String diagnostics() {
        try {
            return "\n" + Files.readString(diagnostics);
        } catch (IOException e) {
            return "\n(its diagnostics cannot be read: " + e.getMessage() + ")";
        }
    }
}
