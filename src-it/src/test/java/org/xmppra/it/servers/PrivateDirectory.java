package org.xmppra.it.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The directory of one server: readable by this user only, below the module's build directory. */
final class PrivateDirectory {

    private static final int TAIL_LINES = 30;

    private PrivateDirectory() {}

    static Path create(String name) {
        try {
            Path parent = Path.of(System.getProperty("basedir", "."), "target", "servers");
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, name + "-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of a log, or a sentence saying that there are none. */
    static String tail(Path file) {
        try {
            if (!Files.exists(file)) {
                return file.getFileName() + " was not written";
            }
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return file.getFileName() + ":\n  " + String.join("\n  ", last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
