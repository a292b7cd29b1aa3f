package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Takes every log line of the library, the finest included. */
final class LogCapture extends Handler {
    private static final Logger LIBRARY = Logger.getLogger("org.xmppra");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    static LogCapture start() {
        LogCapture capture = new LogCapture();
        capture.setLevel(Level.ALL);
        LIBRARY.setLevel(Level.ALL);
        LIBRARY.setUseParentHandlers(false);
        LIBRARY.addHandler(capture);
        return capture;
    }

    void stop() {
        LIBRARY.removeHandler(this);
        LIBRARY.setUseParentHandlers(true);
        LIBRARY.setLevel(null);
    }

    @Override
    public void publish(LogRecord line) {
        String text = line.getLoggerName() + " " + line.getLevel() + " " + line.getMessage();
        lines.add(line.getThrown() == null ? text : text + "\n" + trace(line.getThrown()));
    }

    List<String> lines() {
        return lines;
    }

    void assertNever(String secret) {
        lines.forEach(line -> assertNever(secret, line));
    }

    static void assertNever(String secret, Throwable thrown) {
        assertNever(secret, trace(thrown));
    }

    /** Neither as it is nor as PLAIN carries it. */
    private static void assertNever(String secret, String text) {
        assertThat(text).doesNotContain(secret);
        String plain = "\0" + SessionLab.USER + "\0" + secret;
        assertThat(text).doesNotContain(Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
