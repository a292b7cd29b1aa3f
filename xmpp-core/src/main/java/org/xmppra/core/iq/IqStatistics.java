package org.xmppra.core.iq;

import java.util.concurrent.atomic.LongAdder;

/** What happened to IQs. Counting never waits; a snapshot is not atomic across counters. Thread-safe. */
public final class IqStatistics {
    final LongAdder requestsSent = new LongAdder();
    final LongAdder results = new LongAdder();
    final LongAdder errors = new LongAdder();
    final LongAdder timeouts = new LongAdder();
    final LongAdder cancelled = new LongAdder();
    final LongAdder outcomesUntold = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder lateResponses = new LongAdder();
    final LongAdder spoofedResponses = new LongAdder();
    final LongAdder requestsReceived = new LongAdder();
    final LongAdder malformedReceived = new LongAdder();
    final LongAdder resultsAnswered = new LongAdder();
    final LongAdder errorsAnswered = new LongAdder();
    final LongAdder answersDropped = new LongAdder();
    final LongAdder secondAnswersRefused = new LongAdder();
    final LongAdder messagesDropped = new LongAdder();
    final LongAdder presenceDropped = new LongAdder();

    /** Counts a request whose outcome could not be told, for the application that asked is gone or suspended. */
    public void countOutcomeUntold() {
        outcomesUntold.increment();
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
