package org.xmppra.core.iq;

/**
 * Counts since the start.
 *
 * @param requestsSent requests handed to the transport
 * @param results requests that ended with a result
 * @param errors requests that ended with an error
 * @param timeouts requests that nobody answered in time
 * @param cancelled requests given up on this side
 * @param lost requests that ended with their session, or could not be sent
 * @param outcomesUntold requests that ended as cancelled for the application, because it could not be told the outcome any
 *     more: it is gone or suspended; the outcome itself is counted too
 * @param lateResponses responses to no pending request, dropped
 * @param spoofedResponses responses to a pending request, from someone who was not asked, dropped
 * @param requestsReceived well-formed requests received
 * @param malformedReceived IQs received that break the rules, answered where possible
 * @param resultsAnswered results sent
 * @param errorsAnswered errors sent
 * @param answersDropped answers whose session was gone, or died before they were written
 * @param secondAnswersRefused answers to requests that had one already
 * @param messagesDropped messages received
 * @param presenceDropped presence received
 */
public record IqCounts(
        long requestsSent,
        long results,
        long errors,
        long timeouts,
        long cancelled,
        long lost,
        long outcomesUntold,
        long lateResponses,
        long spoofedResponses,
        long requestsReceived,
        long malformedReceived,
        long resultsAnswered,
        long errorsAnswered,
        long answersDropped,
        long secondAnswersRefused,
        long messagesDropped,
        long presenceDropped) {}
