package org.xmppra.ra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Java in README and docs/iq.md is the Java between the marks of this package's files, word for word. */
class GuideTextTest {
    private static final Path SOURCES = Path.of("src", "test", "java", "org", "xmppra", "ra", "guide");
    private static final Pattern REGION =
            Pattern.compile("^ *// tag::(\\w+)\\[]\n(.*?)^ *// end::\\1\\[]$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static Map<String, String> regions() throws IOException {
        Map<String, String> regions = new TreeMap<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Matcher region = REGION.matcher(Files.readString(file));
                while (region.find()) {
                    regions.put(region.group(1), region.group(2).stripTrailing().stripIndent() + "\n");
                }
            }
        }
        return regions;
    }

    private static List<String> blocks(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @Test
    void everyExampleIsCompiledAndEveryCompiledExampleIsShown() throws IOException {
        List<String> shown = Stream.concat(
                        blocks(Path.of("..", "README.md")).stream(), blocks(Path.of("..", "docs", "iq.md")).stream())
                .toList();
        assertThat(regions()).hasSizeGreaterThan(10);
        assertThat(shown).containsExactlyInAnyOrderElementsOf(regions().values());
    }
}
