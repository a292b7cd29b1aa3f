package org.xmppra.it.faults;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.core.iq.RequestOutcome;

/**
 * What became of the requests of one direction, noted at both ends: by who asked, and by who was asked. Requests are known by
 * their number. Thread-safe.
 */
final class Ledger {
    private final BitSet ended = new BitSet();
    private final BitSet results = new BitSet();
    private final BitSet notSent = new BitSet();
    private final BitSet delivered = new BitSet();
    private final BitSet answered = new BitSet();
    private final Map<DeliveryStatus, Integer> lost = new EnumMap<>(DeliveryStatus.class);
    private final Map<String, Integer> errors = new TreeMap<>();
    private int asked;
    private int timedOut;
    private int cancelled;
    private int endedTwice;
    private int deliveredTwice;
    private int answeredTwice;
    private int wrongResults;

    /** The number of the next request. */
    synchronized int ask() {
        return asked++;
    }

    synchronized void ended(int number, RequestOutcome outcome) {
        if (ended.get(number)) {
            endedTwice++;
        }
        ended.set(number);
        if (outcome instanceof RequestOutcome.Answered answer) {
            answered(number, answer.response());
        } else if (outcome instanceof RequestOutcome.ConnectionLost loss) {
            DeliveryStatus status = loss.cause().deliveryStatus();
            lost.merge(status, 1, Integer::sum);
            notSent.set(number, status == DeliveryStatus.NOT_SENT);
        } else if (outcome instanceof RequestOutcome.TimedOut) {
            timedOut++;
        } else {
            cancelled++;
        }
    }

    private void answered(int number, Iq response) {
        if (response.type() == IqType.ERROR) {
            errors.merge(response.error().conditionName(), 1, Integer::sum);
            return;
        }
        results.set(number);
        if (!response.payload().attribute("number").orElse("").equals(String.valueOf(number))) {
            wrongResults++;
        }
    }

    /** Who was asked has got it. */
    synchronized void delivered(int number) {
        if (delivered.get(number)) {
            deliveredTwice++;
        }
        delivered.set(number);
    }

    /** Who was asked has given its answer away. */
    synchronized void answered(int number) {
        if (answered.get(number)) {
            answeredTwice++;
        }
        answered.set(number);
    }

    synchronized Reconciliation reconcile(long answersDropped) {
        BitSet resultsOfNothing = (BitSet) results.clone();
        resultsOfNothing.andNot(answered);
        BitSet notSentButDelivered = (BitSet) notSent.clone();
        notSentButDelivered.and(delivered);
        BitSet unanswered = (BitSet) delivered.clone();
        unanswered.andNot(answered);
        return new Reconciliation(
                asked,
                results.cardinality(),
                Map.copyOf(errors),
                Map.copyOf(lost),
                timedOut,
                cancelled,
                asked - ended.cardinality(),
                endedTwice,
                wrongResults,
                delivered.cardinality(),
                answersDropped,
                unanswered.cardinality(),
                deliveredTwice,
                answeredTwice,
                resultsOfNothing.cardinality(),
                notSentButDelivered.cardinality());
    }
}
