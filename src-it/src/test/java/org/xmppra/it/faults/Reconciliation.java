package org.xmppra.it.faults;

import java.util.Map;
import java.util.TreeMap;
import org.xmppra.DeliveryStatus;

/**
 * Both ends' counts of one direction side by side.
 *
 * @param asked requests that were made
 * @param results of these, those that ended with a result
 * @param errors those that ended with an error, by condition: the server's own, for nobody here answers one
 * @param lost those that ended with their session, by delivery status
 * @param timedOut those that ended by their deadline
 * @param cancelled those that were given up
 * @param open those that have not ended: must be none
 * @param endedTwice those that were told twice how they ended: must be none
 * @param wrongResults results that belong to another request: must be none
 * @param delivered requests that reached who was asked
 * @param answersDropped answers to these that were dropped, because the session that received the request was dead
 * @param unanswered requests that reached who was asked and were given no answer: must be none
 * @param deliveredTwice requests that reached who was asked twice: must be none
 * @param answeredTwice requests that were answered twice: must be none
 * @param resultsOfNothing results of requests that nobody answered: must be none
 * @param notSentButDelivered requests that were called not sent and reached who was asked: must be none
 */
record Reconciliation(
        int asked,
        int results,
        Map<String, Integer> errors,
        Map<DeliveryStatus, Integer> lost,
        int timedOut,
        int cancelled,
        int open,
        int endedTwice,
        int wrongResults,
        int delivered,
        long answersDropped,
        int unanswered,
        int deliveredTwice,
        int answeredTwice,
        int resultsOfNothing,
        int notSentButDelivered) {

    /** What must be none and is not, or does not add up; empty if all is well. */
    Map<String, Integer> mistakes() {
        Map<String, Integer> mistakes = new TreeMap<>(Map.of(
                "without an outcome", open,
                "told twice how they ended", endedTwice,
                "results that belong to another request", wrongResults,
                "delivered and never answered", unanswered,
                "delivered twice", deliveredTwice,
                "answered twice", answeredTwice,
                "results that nobody gave", resultsOfNothing,
                "called not sent and delivered", notSentButDelivered,
                "missing in the sum of outcomes", asked - open - outcomes()));
        mistakes.values().removeIf(count -> count == 0);
        return mistakes;
    }

    private int outcomes() {
        return results + sum(errors) + sum(lost) + timedOut + cancelled;
    }

    private static int sum(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The columns of {@link #row}. */
    static String head() {
        return """
                | | asked | result | server's error | not sent | fate unknown | acknowledged, unanswered | timeout | lost \
                | delivered | answer dropped with its session | answered twice |
                |---|---|---|---|---|---|---|---|---|---|---|---|""";
    }

    String row(String name) {
        return "| " + name + " | " + asked + " | " + results + " | " + sum(errors)
                + (errors.isEmpty() ? "" : " " + errors)
                + " | " + lost.getOrDefault(DeliveryStatus.NOT_SENT, 0)
                + " | " + lost.getOrDefault(DeliveryStatus.SENT_FATE_UNKNOWN, 0)
                + " | " + lost.getOrDefault(DeliveryStatus.ACKNOWLEDGED_UNANSWERED, 0)
                + " | " + timedOut + " | " + open + " | " + delivered + " | " + answersDropped + " | " + answeredTwice
                + " |";
    }
}
