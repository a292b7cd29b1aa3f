package org.xmppra.it.wildfly;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** An archive of a test's own: descriptors, classes, archives inside. Not thread-safe. */
public final class TestArchive {
    /** The resource adapter, as it was built. */
    public static final Path ADAPTER = Path.of("..", "xmpp-ra", "target", "xmpp-ra.rar");

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** A text that lies beside a class. */
    public static String resource(Class<?> beside, String name) {
        try (InputStream text = beside.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException(name + " is missing beside " + beside);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a text. */
    public TestArchive text(String name, String text) {
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds a file. */
    public TestArchive file(String name, Path file) {
        try {
            entries.put(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Adds what is in an archive. */
    public TestArchive contentsOf(Path archive) {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), zip.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Adds an archive. */
    public TestArchive nested(String name, TestArchive archive) {
        entries.put(name, archive.bytes());
        return this;
    }

    /** Adds classes at the root. */
    public TestArchive classes(Class<?>... types) {
        return classesUnder("", types);
    }

    /** Adds classes. */
    public TestArchive classesUnder(String root, Class<?>... types) {
        for (Class<?> type : types) {
            String file = type.getName().replace('.', '/') + ".class";
            try (InputStream code = type.getResourceAsStream("/" + file)) {
                if (code == null) {
                    throw new IllegalStateException(file + " cannot be read");
                }
                entries.put(root + file, code.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    private byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes it. */
    public Path write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
