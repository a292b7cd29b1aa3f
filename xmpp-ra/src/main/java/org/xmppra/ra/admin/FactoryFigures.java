package org.xmppra.ra.admin;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.xmppra.core.iq.IqCounts;
import org.xmppra.core.iq.Latencies;

/**
 * The figures of one factory: its own sessions', and those of sessions that it shares, which count for everybody who
 * shares them. Thread-safe.
 */
public class FactoryFigures implements XmppFactoryMXBean {
    private final Figures own;
    private final Set<Figures> all = ConcurrentHashMap.newKeySet();

    FactoryFigures(Figures own) {
        this.own = own;
        all.add(own);
    }

    /** Those of sessions of its own. */
    public Figures own() {
        return own;
    }

    /** It uses a session with these figures from now on. */
    public void include(Figures figures) {
        all.add(figures);
    }

    private long sum(ToLongFunction<Figures> figure) {
        return all.stream().mapToLong(figure).sum();
    }

    private long count(ToLongFunction<IqCounts> figure) {
        return sum(figures -> figure.applyAsLong(figures.iqs().snapshot()));
    }

    private long latency(double percent) {
        return Latencies.percentileMicros(
                all.stream().map(figures -> figures.iqs().latencies()).toList(), percent);
    }

    @Override
    public int getSessions() {
        return (int) sum(Figures::sessions);
    }

    @Override
    public long getReconnects() {
        return sum(Figures::reconnects);
    }

    @Override
    public long getLosses() {
        return sum(Figures::losses);
    }

    @Override
    public long getConnectFailures() {
        return sum(Figures::connectFailures);
    }

    @Override
    public long getPending() {
        return sum(figures -> figures.iqs().pending());
    }

    @Override
    public long getSent() {
        return count(IqCounts::requestsSent);
    }

    @Override
    public long getResults() {
        return count(IqCounts::results);
    }

    @Override
    public long getErrors() {
        return count(IqCounts::errors);
    }

    @Override
    public long getTimeouts() {
        return count(IqCounts::timeouts);
    }

    @Override
    public long getCancelled() {
        return count(IqCounts::cancelled);
    }

    @Override
    public long getLost() {
        return count(IqCounts::lost);
    }

    @Override
    public long getUntold() {
        return count(IqCounts::outcomesUntold);
    }

    @Override
    public long getLate() {
        return count(IqCounts::lateResponses);
    }

    @Override
    public long getSpoofed() {
        return count(IqCounts::spoofedResponses);
    }

    @Override
    public long getReceived() {
        return count(IqCounts::requestsReceived);
    }

    @Override
    public long getMalformed() {
        return count(IqCounts::malformedReceived);
    }

    @Override
    public long getAnsweredResults() {
        return count(IqCounts::resultsAnswered);
    }

    @Override
    public long getAnsweredErrors() {
        return count(IqCounts::errorsAnswered);
    }

    @Override
    public String getAnsweredErrorConditions() {
        Map<String, Long> counts = new TreeMap<>();
        for (Figures figures : all) {
            figures.iqs()
                    .errorsAnsweredByCondition()
                    .forEach((condition, count) -> counts.merge(
                            condition.name().toLowerCase(Locale.ROOT).replace('_', '-'), count, Long::sum));
        }
        return counts.entrySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    @Override
    public long getAnswersDropped() {
        return count(IqCounts::answersDropped);
    }

    @Override
    public long getSecondAnswers() {
        return count(IqCounts::secondAnswersRefused);
    }

    @Override
    public long getOtherStanzas() {
        return count(counts -> counts.messagesDropped() + counts.presenceDropped());
    }

    @Override
    public long getLatencyMedianMicros() {
        return latency(50);
    }

    @Override
    public long getLatency95Micros() {
        return latency(95);
    }

    @Override
    public long getLatency99Micros() {
        return latency(99);
    }

    @Override
    public long getLatencyMaxMicros() {
        return latency(100);
    }

    @Override
    public String getLastError() {
        // Each begins with its time.
        return all.stream().map(Figures::lastError).max(String::compareTo).orElse("");
    }
}
