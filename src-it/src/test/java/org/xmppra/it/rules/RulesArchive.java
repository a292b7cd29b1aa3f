package org.xmppra.it.rules;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.xmppra.it.app.Answers;

/** The adapter and the beans of {@code org.xmppra.it.app} in one EAR, under the name the server is configured for. */
final class RulesArchive {
    static final String NAME = "sample.ear";

    private static final Path ADAPTER = Path.of("..", "xmpp-ra", "target", "xmpp-ra.rar");
    private static final String MODULES = """
            <?xml version="1.0" encoding="UTF-8"?>
            <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
              <initialize-in-order>true</initialize-in-order>
              <module><connector>xmpp-ra.rar</connector></module>
              <module><ejb>rules-ejb.jar</ejb></module>
            </application>
            """;

    private RulesArchive() {}

    /** Writes the archive into a directory. */
    static Path write(Path directory) {
        try {
            Files.createDirectories(directory);
            Path archive = directory.resolve(NAME);
            try (OutputStream file = Files.newOutputStream(archive);
                    ZipOutputStream ear = new ZipOutputStream(file)) {
                add(ear, "META-INF/application.xml", MODULES.getBytes(StandardCharsets.UTF_8));
                add(ear, "xmpp-ra.rar", Files.readAllBytes(ADAPTER));
                add(ear, "rules-ejb.jar", beans());
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] beans() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            add(jar, "META-INF/jboss-ejb3.xml", binding());
            for (Path type : classes()) {
                add(jar, "org/xmppra/it/app/" + type.getFileName(), Files.readAllBytes(type));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] binding() throws IOException {
        try (InputStream descriptor = Answers.class.getResourceAsStream("jboss-ejb3.xml")) {
            if (descriptor == null) {
                throw new IllegalStateException("The beans' descriptor is missing");
            }
            return descriptor.readAllBytes();
        }
    }

    private static List<Path> classes() throws IOException {
        try (Stream<Path> all =
                Files.list(Path.of(Answers.class.getResource(".").toURI()))) {
            return all.filter(file -> file.toString().endsWith(".class")).toList();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
