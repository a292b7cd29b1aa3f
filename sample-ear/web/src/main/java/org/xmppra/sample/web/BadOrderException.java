package org.xmppra.sample.web;

import java.util.List;
import java.util.stream.Collectors;

/** An order that cannot be carried out as it stands; the message lists everything that is wrong. */
class BadOrderException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    BadOrderException(List<Problem> problems) {
        super(problems.stream()
                .map(problem -> "\"" + problem.member() + "\": " + problem.message())
                .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** An order that is not even a JSON object. */
    BadOrderException(String message) {
        super(message);
        this.problems = List.of();
    }

    List<Problem> problems() {
        return problems;
    }
}
