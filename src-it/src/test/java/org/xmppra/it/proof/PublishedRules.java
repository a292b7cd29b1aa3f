package org.xmppra.it.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.it.software.RealSoftware;

/**
 * Runs after all tests of all modules, in the phase {@code verify}. Writes {@code target/rules/*.md} and compares the rules'
 * tests with {@code docs/rules}, where every outcome reads passed; {@code -Dxmppra.publish-rules=true} writes these pages
 * anew. Without all foreign software a rule's test may be skipped or absent; with {@value RealSoftware#REQUIRED} it has to
 * pass, unless it is about other Java runtimes than this one.
 */
class PublishedRules {
    private static final Path ROOT = Path.of("..");
    private static final Path PUBLISHED = ROOT.resolve(Path.of("docs", "rules"));
    private static final Path MADE = Path.of("target", "rules");

    private static Map<String, Collection<ProvingTest>> tests = Map.of();
    private static TestReports reports = TestReports.in(List.of());

    @BeforeAll
    static void collect() throws IOException {
        List<Path> targets = targets();
        tests = TaggedTests.in(targets.stream()
                .map(target -> target.resolve("test-classes"))
                .filter(Files::isDirectory)
                .toList());
        reports = TestReports.in(targets.stream()
                .flatMap(target ->
                        Stream.of("surefire-reports", "failsafe-reports").map(target::resolve))
                .toList());
    }

    private static List<Path> targets() throws IOException {
        try (Stream<Path> poms = Files.find(ROOT, 3, (file, facts) -> file.endsWith("pom.xml"))) {
            return poms.map(pom -> pom.resolveSibling("target")).toList();
        }
    }

    private static RuleBook book(String name) {
        return RuleBook.read(name + ".txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iq", "stream", "adapter"})
    void pageIsWhatTheTestsSay(String name) throws IOException {
        RuleTable table = new RuleTable(book(name), tests);
        Files.createDirectories(MADE);
        Files.writeString(MADE.resolve(name + ".md"), table.markdown(reports::of));
        Path page = PUBLISHED.resolve(name + ".md");
        String published = table.markdown(test -> Outcome.PASSED);
        if (Boolean.getBoolean("xmppra.publish-rules")) {
            Files.writeString(page, published);
        }
        assertThat(page)
                .as("the page that -Dxmppra.publish-rules=true writes anew")
                .exists()
                .content()
                .isEqualTo(published);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iq", "stream", "adapter"})
    void everyTestOfARulePassed(String name) {
        Set<Outcome> accepted = Boolean.getBoolean(RealSoftware.REQUIRED)
                ? EnumSet.of(Outcome.PASSED, Outcome.OTHER_JDK)
                : EnumSet.complementOf(EnumSet.of(Outcome.FAILED));
        assertThat(new RuleTable(book(name), tests).unsatisfied(reports::of, accepted))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iq", "stream", "adapter"})
    void everyRuleHasATest(String name) {
        assertThat(new RuleTable(book(name), tests).unproven()).isEmpty();
    }

    @Test
    void everyTagIsARule() {
        Set<String> unknown = new TreeSet<>(tests.keySet());
        unknown.removeIf(tag -> !tag.matches("(IQ|ST|RA)-.*"));
        Stream.of("iq", "stream", "adapter")
                .flatMap(name -> book(name).rules().stream())
                .forEach(rule -> unknown.remove(rule.id()));
        assertThat(unknown).as("tags that name no rule").isEmpty();
    }
}
