package org.xmppra.it.appservers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The sample as another server wants it: the same classes and, inside or beside it, the same RAR; only deployment
 * descriptors differ.
 */
public final class SampleArchive {
    /** The resource adapter; the same file everywhere. */
    public static final Path ADAPTER =
            Path.of("..", "xmpp-ra", "target", "xmpp-ra.rar").toAbsolutePath().normalize();

    private static final Path SAMPLE = Path.of("..", "sample-ear", "ear", "target", "sample.ear");

    private final String application;
    private final Map<String, byte[]> descriptors = new LinkedHashMap<>();
    private final Map<String, byte[]> modules = new LinkedHashMap<>();

    /** @param application the text of {@code META-INF/application.xml} */
    SampleArchive(String application) {
        this.application = application;
    }

    /** Without the adapter, whose classes it sees in the deployment {@code xmpp-ra.rar}. */
    public static SampleArchive besideTheAdapterOnWildFly() {
        String name = "jboss-deployment-structure.xml";
        return new SampleArchive(Template.fill("application.xml", Map.of()))
                .withModule("META-INF/" + name, Template.fill(name, Map.of()).getBytes(StandardCharsets.UTF_8));
    }

    /** Puts the resource adapter into the archive. */
    SampleArchive withAdapter() {
        return withModule("xmpp-ra.rar", Trees.bytes(ADAPTER));
    }

    /** Adds a file. */
    SampleArchive withModule(String path, byte[] content) {
        modules.put(path, content);
        return this;
    }

    /** Adds a descriptor to the beans' {@code META-INF}. */
    SampleArchive withDescriptor(String name, String text) {
        descriptors.put("META-INF/" + name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Writes it. */
    public Path writeTo(Path archive) {
        Trees.create(archive.getParent());
        try (OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream ear = new ZipOutputStream(file);
                ZipFile sample = new ZipFile(SAMPLE.toFile())) {
            add(ear, "META-INF/application.xml", application.getBytes(StandardCharsets.UTF_8));
            add(ear, "sample-ejb.jar", beans(bytes(sample, "sample-ejb.jar")));
            add(ear, "sample-web.war", bytes(sample, "sample-web.war"));
            for (Map.Entry<String, byte[]> module : modules.entrySet()) {
                add(ear, module.getKey(), module.getValue());
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] beans(byte[] original) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(original));
                ZipOutputStream jar = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                add(jar, entry.getName(), in.readAllBytes());
            }
            for (Map.Entry<String, byte[]> descriptor : descriptors.entrySet()) {
                add(jar, descriptor.getKey(), descriptor.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
