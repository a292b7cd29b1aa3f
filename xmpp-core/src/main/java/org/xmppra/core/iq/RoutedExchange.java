package org.xmppra.core.iq;

import java.util.concurrent.atomic.AtomicBoolean;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;

/** A request on its way through a handler; sees to it that it is answered once. */
final class RoutedExchange implements IqExchange {
    private final Iq request;
    private final SessionIdentity identity;
    private final Answers answers;
    private final long arrivedNanos = System.nanoTime();
    private final AtomicBoolean answered = new AtomicBoolean();

    RoutedExchange(Iq request, SessionIdentity identity, Answers answers) {
        this.request = request;
        this.identity = identity;
        this.answers = answers;
    }

    @Override
    public Iq request() {
        return request;
    }

    @Override
    public Jid sender() {
        return request.from().orElse(identity.bare());
    }

    @Override
    public long arrivedNanos() {
        return arrivedNanos;
    }

    @Override
    public boolean isAnswered() {
        return answered.get();
    }

    @Override
    public boolean answer(Iq answer) {
        if (answer.type().isRequest()) {
            throw new IllegalArgumentException("A request is answered by a result or an error, not by a "
                    + answer.type() + ": use reply or errorReply of " + request);
        }
        if (!answered.compareAndSet(false, true)) {
            answers.countSecond();
            return false;
        }
        try {
            answers.send(addressed(answer));
        } catch (RuntimeException e) {
            // It cannot be written; the peer is owed an answer all the same.
            answers.send(addressed(request.errorReply(StanzaErrorCondition.INTERNAL_SERVER_ERROR)));
            throw e;
        }
        return true;
    }

    /** Answers where a handler failed; that it had answered before is no fault of its own. */
    void answerUnlessAnswered(StanzaErrorCondition condition) {
        if (!isAnswered()) {
            answer(request.errorReply(condition));
        }
    }

    private Iq addressed(Iq answer) {
        return identity.answer(
                answer, request.id(), request.from().orElse(null), request.to().orElse(null));
    }

    /**
     * The way back to one session, counted.
     *
     * @param sink takes the answers
     * @param statistics counts them
     */
    record Answers(AnswerSink sink, IqStatistics statistics) {
        void send(Iq answer) {
            if (sink.send(answer, () -> statistics.dropped(answer))) {
                statistics.answered(answer);
            } else {
                statistics.answersDropped.increment();
            }
        }

        void countSecond() {
            statistics.secondAnswersRefused.increment();
        }
    }
}
