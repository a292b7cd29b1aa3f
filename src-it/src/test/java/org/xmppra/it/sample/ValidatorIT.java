package org.xmppra.it.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as IronJacamar's validator of WildFly's own installation sees it, and as any server loads it. */
class ValidatorIT {
    private static final Path RAR = Path.of("..", "xmpp-ra", "target", "xmpp-ra.rar");
    private static final Path MODULES =
            Path.of("..", "sample-ear", "server", "target", "wildfly", "modules", "system", "layers", "base");

    @Test
    @Tag("RA-31")
    void validatorFindsNothing(@TempDir Path reports) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader ironJacamar = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(ironJacamar);
            Object findings = ironJacamar
                    .loadClass("org.jboss.jca.validator.Validation")
                    .getMethod("validate", URL.class, String.class)
                    .invoke(null, RAR.toUri().toURL(), reports.toString());
            assertThat(reports).as(report(reports)).isEmptyDirectory();
            assertThat(findings).isEqualTo(0);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static String report(Path reports) throws IOException {
        try (Stream<Path> files = Files.list(reports)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }

    private static URL[] jars() throws IOException {
        try (Stream<Path> files = Files.walk(MODULES)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> Stream.of("ironjacamar", "jakarta", "jboss-logging", "jandex", "papaki")
                            .anyMatch(file.getFileName().toString()::contains))
                    .toList();
            return jars.stream().map(ValidatorIT::url).toArray(URL[]::new);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    @Tag("RA-33")
    void nothingOfJavaEeIsNeededAndTheApiIsInside() throws Exception {
        try (ZipFile rar = new ZipFile(RAR.toFile())) {
            List<String> jars = rar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
            assertThat(jars).anyMatch(name -> name.contains("xmpp-api"));
            assertThat(jars).noneMatch(name -> name.contains("jakarta.jakartaee"));
            Enumeration<? extends ZipEntry> entries = rar.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().contains("xmpp-")) {
                    assertJakartaOnly(new ZipInputStream(rar.getInputStream(entry)));
                }
            }
        }
    }

    private static void assertJakartaOnly(ZipInputStream jar) throws IOException {
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            if (entry.getName().endsWith(".class")) {
                assertThat(new String(jar.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(entry.getName())
                        .doesNotContain("javax/resource/", "javax/ejb/", "javax/enterprise/", "javax/validation/")
                        .doesNotContain("javax/xml/bind/", "javax/jms/", "javax/persistence/");
            }
        }
    }
}
