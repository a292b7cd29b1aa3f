package org.xmppra.it.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A list of rules that belong together.
 *
 * @param title the table's heading
 * @param rules in their order
 */
record RuleBook(String title, List<Rule> rules) {

    /**
     * A rule.
     *
     * @param id what tests carry as their tag
     * @param text the rule in a line
     */
    record Rule(String id, String text) {}

    /** Reads the book of a file beside this class: the heading, then a line for each rule, id first. */
    static RuleBook read(String file) {
        try (InputStream in = Objects.requireNonNull(RuleBook.class.getResourceAsStream(file), file)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static RuleBook parse(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return new RuleBook(
                lines.get(0), lines.stream().skip(1).map(RuleBook::rule).toList());
    }

    private static Rule rule(String line) {
        int space = line.indexOf(' ');
        return new Rule(line.substring(0, space), line.substring(space + 1));
    }
}
