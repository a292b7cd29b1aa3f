package org.xmppra.core.iq;

import java.util.function.Consumer;
import org.xmppra.core.stanza.Received;
import org.xmppra.core.stanza.ReceivedIq;

/**
 * Where everything that a live stream delivers parts: responses to {@link PendingIqs}, requests to {@link IqRouter}. It
 * is the one place that sees messages and presence; they are counted and dropped, subscription requests too.
 */
public final class IqDispatcher {
    private final PendingIqs pending;
    private final IqRouter router;
    private final IqStatistics statistics;
    private final Consumer<Thread> answered;

    /**
     * Makes the dispatcher of a session.
     *
     * @param pending the session's own
     * @param router the account's
     * @param statistics what is counted in
     * @param answered gets each thread whose answer has come, and has to {@linkplain
     *     java.util.concurrent.locks.LockSupport#unpark wake} it soon; called within {@link #receive}
     */
    public IqDispatcher(PendingIqs pending, IqRouter router, IqStatistics statistics, Consumer<Thread> answered) {
        this.pending = pending;
        this.router = router;
        this.statistics = statistics;
        this.answered = answered;
    }

    /**
     * Takes one element.
     *
     * @param received what it is
     * @param sink the way back, on the same stream
     * @param identity whose stream it is
     * @return false if it is no stanza, and the stream has to see what to do with it
     */
    public boolean receive(Received received, AnswerSink sink, SessionIdentity identity) {
        if (received instanceof ReceivedIq.Response response) {
            pending.complete(response.iq(), answered);
        } else if (received instanceof ReceivedIq iq) {
            router.dispatch(iq, sink, identity, statistics);
        } else if (received instanceof Received.Message) {
            statistics.messagesDropped.increment();
        } else if (received instanceof Received.Presence) {
            statistics.presenceDropped.increment();
        } else {
            return false;
        }
        return true;
    }
}
