package org.xmppra.core.iq;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.StanzaErrorCondition;

/**
 * What happened to IQs. Whatever is counted here is counted in what this is {@linkplain #part() part} of, too. Counting
 * never waits; a snapshot is not atomic across counters. Thread-safe.
 */
public final class IqStatistics {
    private final @Nullable IqStatistics whole;
    private final IqObserver observer;
    private final Map<StanzaErrorCondition, IqCounter> errorsByCondition = new EnumMap<>(StanzaErrorCondition.class);

    final IqCounter pending;
    final IqCounter requestsSent;
    final IqCounter results;
    final IqCounter errors;
    final IqCounter timeouts;
    final IqCounter cancelled;
    final IqCounter lost;
    final IqCounter outcomesUntold;
    final IqCounter lateResponses;
    final IqCounter spoofedResponses;
    final IqCounter requestsReceived;
    final IqCounter malformedReceived;
    final IqCounter resultsAnswered;
    final IqCounter errorsAnswered;
    final IqCounter answersDropped;
    final IqCounter secondAnswersRefused;
    final IqCounter messagesDropped;
    final IqCounter presenceDropped;
    private final Latencies latencies = new Latencies();

    /** Statistics that nobody looks on at. */
    public IqStatistics() {
        this(IqObserver.NOBODY);
    }

    /** @param observer is told of each request's end, here or in a part of this */
    public IqStatistics(IqObserver observer) {
        this(null, observer);
    }

    private IqStatistics(@Nullable IqStatistics whole, IqObserver observer) {
        this.whole = whole;
        this.observer = observer;
        pending = new IqCounter(whole == null ? null : whole.pending);
        requestsSent = new IqCounter(whole == null ? null : whole.requestsSent);
        results = new IqCounter(whole == null ? null : whole.results);
        errors = new IqCounter(whole == null ? null : whole.errors);
        timeouts = new IqCounter(whole == null ? null : whole.timeouts);
        cancelled = new IqCounter(whole == null ? null : whole.cancelled);
        lost = new IqCounter(whole == null ? null : whole.lost);
        outcomesUntold = new IqCounter(whole == null ? null : whole.outcomesUntold);
        lateResponses = new IqCounter(whole == null ? null : whole.lateResponses);
        spoofedResponses = new IqCounter(whole == null ? null : whole.spoofedResponses);
        requestsReceived = new IqCounter(whole == null ? null : whole.requestsReceived);
        malformedReceived = new IqCounter(whole == null ? null : whole.malformedReceived);
        resultsAnswered = new IqCounter(whole == null ? null : whole.resultsAnswered);
        errorsAnswered = new IqCounter(whole == null ? null : whole.errorsAnswered);
        answersDropped = new IqCounter(whole == null ? null : whole.answersDropped);
        secondAnswersRefused = new IqCounter(whole == null ? null : whole.secondAnswersRefused);
        messagesDropped = new IqCounter(whole == null ? null : whole.messagesDropped);
        presenceDropped = new IqCounter(whole == null ? null : whole.presenceDropped);
        for (StanzaErrorCondition condition : StanzaErrorCondition.values()) {
            errorsByCondition.put(
                    condition, new IqCounter(whole == null ? null : whole.errorsByCondition.get(condition)));
        }
    }

    /** New statistics that are a part of these. */
    public IqStatistics part() {
        return new IqStatistics(this, observer);
    }

    /** A request that was pending has ended; {@code nanos} after it began. */
    void ended(Iq request, RequestOutcome outcome, long nanos) {
        pending.add(-1);
        counterOf(outcome).increment();
        if (outcome instanceof RequestOutcome.Answered) {
            for (IqStatistics here = this; here != null; here = here.whole) {
                here.latencies.record(nanos);
            }
        }
        observer.requestEnded(request, outcome, nanos);
    }

    private IqCounter counterOf(RequestOutcome outcome) {
        if (outcome instanceof RequestOutcome.Answered answered) {
            return answered.response().type() == IqType.ERROR ? errors : results;
        }
        if (outcome instanceof RequestOutcome.ConnectionLost) {
            return lost;
        }
        return outcome instanceof RequestOutcome.TimedOut ? timeouts : cancelled;
    }

    void answered(Iq answer) {
        countAnswer(answer, 1);
    }

    /** An answer that was counted as answered is dropped after all. */
    void dropped(Iq answer) {
        countAnswer(answer, -1);
        answersDropped.increment();
    }

    private void countAnswer(Iq answer, int by) {
        if (answer.type() != IqType.ERROR) {
            resultsAnswered.add(by);
            return;
        }
        errorsAnswered.add(by);
        IqCounter ofCondition = errorsByCondition.get(answer.error().condition());
        if (ofCondition != null) {
            ofCondition.add(by);
        }
    }

    /** Counts a request whose outcome could not be told, for the application that asked is gone or suspended. */
    public void countOutcomeUntold() {
        outcomesUntold.increment();
    }

    /** How many requests wait for their answer now. */
    public long pending() {
        return pending.sum();
    }

    /** How long requests took that were answered. */
    public Latencies latencies() {
        return latencies;
    }

    /** How many errors were answered, by condition; without those that never were. */
    public Map<StanzaErrorCondition, Long> errorsAnsweredByCondition() {
        Map<StanzaErrorCondition, Long> counts = new EnumMap<>(StanzaErrorCondition.class);
        errorsByCondition.forEach((condition, counter) -> {
            if (counter.sum() > 0) {
                counts.put(condition, counter.sum());
            }
        });
        return counts;
    }

    /** The counts of now. */
    public IqCounts snapshot() {
        return new IqCounts(
                requestsSent.sum(),
                results.sum(),
                errors.sum(),
                timeouts.sum(),
                cancelled.sum(),
                lost.sum(),
                outcomesUntold.sum(),
                lateResponses.sum(),
                spoofedResponses.sum(),
                requestsReceived.sum(),
                malformedReceived.sum(),
                resultsAnswered.sum(),
                errorsAnswered.sum(),
                answersDropped.sum(),
                secondAnswersRefused.sum(),
                messagesDropped.sum(),
                presenceDropped.sum());
    }
}
