package org.xmppra.core.iq;

import org.xmppra.Iq;
import org.xmppra.Jid;

/**
 * A request received, waiting for its one answer. Whoever takes it answers it; the first answer is sent, any other is
 * refused. Thread-safe.
 */
public interface IqExchange {
    /** The get or set, with exactly one payload. */
    Iq request();

    /** Who asks: {@code from}, or the own account where the server left it out (RFC 6120 §8.1.2.1). */
    Jid sender();

    /** When it arrived, as {@link System#nanoTime()}: deadlines run from here. */
    long arrivedNanos();

    /**
     * Sends the answer. Never blocks: it is handed to the session's loop, and dropped and counted if the session that
     * received the request is gone.
     *
     * @param answer a result or error made from {@link #request()}
     * @return true if this is the answer; false if there was one already, and this one is dropped
     * @throws IllegalArgumentException if it is a get or set
     */
    boolean answer(Iq answer);

    /** Whether an answer was given. */
    boolean isAnswered();
}
