package org.xmppra.core.iq;

import org.xmppra.Iq;

/** Takes answers for the very session on which the request came; another session never gets them. */
@FunctionalInterface
public interface AnswerSink {
    /**
     * Serialises and queues an answer. Never blocks; called on any thread.
     *
     * @param dropped is run if the answer, though it was taken, is dropped before it is written, for its session died
     * @return false if the session is gone, and the answer with it
     * @throws IllegalArgumentException if the answer cannot be written; nothing of it was
     */
    boolean send(Iq answer, Runnable dropped);
}
