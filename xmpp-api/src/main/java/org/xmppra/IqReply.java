package org.xmppra;

import org.jspecify.annotations.Nullable;

/**
 * The answer that a handler method still owes after it has returned, from {@link IqContext#defer()}. One answer is taken,
 * from whatever thread, before or after the method returns; it leaves when the method has returned and its transaction has
 * committed. A rollback, an exception of the method or the deadline ({@code deadlineMillis}, from the request's arrival)
 * answers in its place; what comes after that is dropped and counted.
 *
 * <p>Thread-safe; no method blocks. Payloads are bound on the thread that answers, or on the delivery's where it answers
 * before the method has returned.
 */
public interface IqReply {
    /** The request that is answered. */
    Iq request();

    /**
     * Answers with what a handler method could have returned: a payload, an {@link Iq} of type result or error, or null for
     * an empty result.
     *
     * @return true if this is the answer; false if the request has one already, or its deadline has passed
     */
    boolean answer(@Nullable Object answer);

    /**
     * Answers with an error, as if the method had thrown {@link StanzaErrorException}.
     *
     * @return true if this is the answer; false if the request has one already, or its deadline has passed
     */
    boolean fail(StanzaError error);
}
