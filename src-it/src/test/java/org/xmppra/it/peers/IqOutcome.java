package org.xmppra.it.peers;

import java.util.Optional;

/**
 * How a request of a peer ended.
 *
 * @param kind what came of it
 * @param answer the result or error; empty after a timeout
 */
public record IqOutcome(Kind kind, Optional<SeenIq> answer) {

    /** A request is answered in one of two ways, or not at all. */
    public enum Kind {
        RESULT,
        ERROR,
        TIMEOUT
    }

    /** The stanza error's condition, or an empty string. */
    public String condition() {
        return answer.map(SeenIq::condition).orElse("");
    }

    /** The answer's payload as XML, or an empty string. */
    public String payload() {
        return answer.map(SeenIq::payload).orElse("");
    }

    /** The answer's sender, or an empty string. */
    public String from() {
        return answer.map(SeenIq::from).orElse("");
    }
}
