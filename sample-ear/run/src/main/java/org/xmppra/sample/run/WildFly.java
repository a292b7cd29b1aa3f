package org.xmppra.sample.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.wildfly.core.launcher.Launcher;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** WildFly as a child process. Its log is a file; its warnings and errors come to the console as well. */
final class WildFly implements AutoCloseable {
    private static final Pattern BEGINNING = Pattern.compile("^\\d\\d:\\d\\d:\\d\\d,\\d+ +[A-Z]+ ");
    private static final Pattern NOTEWORTHY = Pattern.compile("^[\\d:,]+ +(WARN|ERROR|FATAL) ");
    private static final Pattern FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ more)");
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private volatile boolean closing;

    private WildFly(Process process) {
        this.process = process;
    }

    /**
     * Starts it; returns at once.
     *
     * @param properties system properties for it; written to a file that only this user may read
     */
    static WildFly start(Layout layout, Properties properties, PrintStream console) throws RunException {
        try {
            write(properties, layout.properties());
            StandaloneCommandBuilder command = StandaloneCommandBuilder.of(layout.server())
                    .setBaseDirectory(layout.base())
                    .setPropertiesFile(layout.properties())
                    .addJavaOption("-Dorg.jboss.logmanager.nocolor=true");
            WildFly wildFly = new WildFly(
                    Launcher.of(command).setRedirectErrorStream(true).launch());
            Thread copier = new Thread(() -> wildFly.copyNoteworthy(console), "wildfly-output");
            copier.setDaemon(true);
            copier.start();
            return wildFly;
        } catch (IOException | IllegalArgumentException e) {
            throw new RunException("WildFly does not start: " + e.getMessage(), e);
        }
    }

    private static void write(Properties properties, Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
    }

    /** An error comes with what it says on further lines, but without the frames of a stack. */
    private void copyNoteworthy(PrintStream console) {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
            boolean noteworthy = false;
            String line = output.readLine();
            while (line != null) {
                noteworthy = BEGINNING.matcher(line).find()
                        ? NOTEWORTHY.matcher(line).find()
                        : noteworthy;
                if (noteworthy && !line.isBlank() && !FRAME.matcher(line).find()) {
                    console.println("WildFly " + line);
                }
                line = output.readLine();
            }
        } catch (IOException e) {
            if (!closing) {
                console.println("WildFly's output cannot be read any more: " + e);
            }
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it has ended, and returns its exit code. */
    int await() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks it to end, waits, and ends it by force when it takes too long. */
    @Override
    public void close() {
        closing = true;
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
