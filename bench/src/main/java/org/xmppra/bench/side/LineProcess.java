package org.xmppra.bench.side;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that takes commands and answers in JSON, a line each. What it says besides goes to a log. */
public final class LineProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter input;
    private final Path log;

    private LineProcess(Process process, Path log) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.log = log;
    }

    /** Starts it; its errors are appended to the log. */
    public static LineProcess start(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new LineProcess(process, log);
    }

    /** Sends a command. */
    public void send(String command) throws IOException {
        input.write(command);
        input.newLine();
        input.flush();
    }

    /**
     * Waits for its next line of JSON.
     *
     * @throws IOException if it ended instead
     */
    public JsonObject read() throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith("{")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("it ended; see " + log);
        }
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    /** Sends a command and waits for its line. */
    public JsonObject ask(String command) throws IOException {
        send(command);
        return read();
    }

    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                send("quit");
            }
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // It has gone meanwhile.
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
