package org.xmppra.bench.side;

/**
 * How long things take.
 *
 * @param warmUpMillis before the first repetition
 * @param pauseMillis of work before each later one
 * @param millis of each repetition
 * @param repetitions how many
 */
public record Timing(long warmUpMillis, long pauseMillis, long millis, int repetitions) {}
