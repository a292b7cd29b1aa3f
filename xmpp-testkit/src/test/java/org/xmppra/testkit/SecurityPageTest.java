package org.xmppra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/security.md} names tests that exist. */
class SecurityPageTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)`(?:: ([\\w, ]+))?");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, String> sources = sources();
        Matcher named = NAMED.matcher(Files.readString(Path.of("../docs/security.md")));
        int found = 0;
        while (named.find()) {
            found++;
            assertThat(sources).containsKey(named.group(1));
            if (named.group(2) != null) {
                for (String method : named.group(2).split(",", -1)) {
                    assertThat(sources.get(named.group(1))).contains("void " + method.strip() + "(");
                }
            }
        }
        assertThat(found).isGreaterThan(20);
    }

    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SecurityPageTest::tests)
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            SecurityPageTest::text,
                            (one, other) -> one + other));
        }
    }

    private static Stream<Path> tests(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith("Test.java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
