package org.xmppra.core.iq;

import org.xmppra.Iq;

/** Takes answers for the very stream on which the request came; another stream never gets them. */
@FunctionalInterface
public interface AnswerSink {
    /**
     * Serialises and queues an answer. Never blocks; called on any thread.
     *
     * @return false if the stream is gone, and the answer with it
     * @throws IllegalArgumentException if the answer cannot be written; nothing of it was
     */
    boolean send(Iq answer);
}
