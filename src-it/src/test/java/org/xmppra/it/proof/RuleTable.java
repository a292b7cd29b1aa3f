package org.xmppra.it.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.xmppra.it.proof.RuleBook.Rule;

/** The rules of a book, the tests that prove them, and how these ended. */
final class RuleTable {
    private final RuleBook book;
    private final Map<String, Collection<ProvingTest>> tests;

    RuleTable(RuleBook book, Map<String, Collection<ProvingTest>> tests) {
        this.book = book;
        this.tests = tests;
    }

    /** The table in Markdown. */
    String markdown(Function<ProvingTest, Outcome> outcomes) {
        StringBuilder text = new StringBuilder("# " + book.title() + "\n\n");
        text.append(
                "Made from the tests by the build, which fails when this page is out of date. A test names its rule as a"
                        + " JUnit tag:\n`mvn verify -Dgroups="
                        + book.rules().get(0).id()
                        + "` runs a rule's tests. Servers are those that its tests talk to; *scripted* is a peer that plays"
                        + " bytes step by step.\n\n");
        text.append("| Rule | | Tests | Servers | Outcome |\n|---|---|---|---|---|\n");
        for (Rule rule : book.rules()) {
            Collection<ProvingTest> proving = tests.getOrDefault(rule.id(), List.of());
            text.append("| **" + rule.id() + "** | " + rule.text() + " | ")
                    .append(
                            proving.isEmpty()
                                    ? "not yet | | |\n"
                                    : names(proving) + " | " + servers(proving) + " | " + worst(proving, outcomes)
                                            + " |\n");
        }
        return text.toString();
    }

    private static String names(Collection<ProvingTest> proving) {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        proving.forEach(test -> methods.computeIfAbsent(test.shortName(), first -> new ArrayList<>())
                .add(test.method()));
        return methods.entrySet().stream()
                .map(entry -> "`" + entry.getKey() + "`"
                        + (entry.getValue().contains("") ? "" : ": " + String.join(", ", entry.getValue())))
                .collect(Collectors.joining("<br>"));
    }

    private static String servers(Collection<ProvingTest> proving) {
        return proving.stream()
                .flatMap(test -> test.servers().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Outcome worst(Collection<ProvingTest> proving, Function<ProvingTest, Outcome> outcomes) {
        return proving.stream().map(outcomes).reduce(Outcome.PASSED, Outcome::orWorse);
    }

    /** The rules that have no test. */
    List<String> unproven() {
        return book.rules().stream()
                .filter(rule -> !tests.containsKey(rule.id()))
                .map(rule -> rule.id() + " has no test: " + rule.text())
                .toList();
    }

    /** The tests whose outcome is not among those that will do. */
    List<String> unsatisfied(Function<ProvingTest, Outcome> outcomes, Collection<Outcome> accepted) {
        return book.rules().stream()
                .flatMap(rule -> tests.getOrDefault(rule.id(), List.of()).stream()
                        .filter(test -> !accepted.contains(outcomes.apply(test)))
                        .map(test ->
                                rule.id() + ": " + test.shortName() + " " + test.method() + " " + outcomes.apply(test)))
                .toList();
    }
}
