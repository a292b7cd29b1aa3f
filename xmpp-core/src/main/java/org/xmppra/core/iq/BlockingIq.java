package org.xmppra.core.iq;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;

/** An entry whose caller waits for it, with a deadline of its own: it costs no timer. */
final class BlockingIq extends PendingIq {
    private final Thread waiter = Thread.currentThread();
    private volatile @Nullable RequestOutcome outcome;

    BlockingIq(PendingIqs owner, Iq request, long began) {
        super(owner, request, began);
    }

    @Override
    Thread ended(RequestOutcome how) {
        outcome = how;
        return waiter;
    }

    @Override
    long deadline() {
        return DeadlineSweep.NEVER;
    }

    /**
     * Waits on the thread that made this entry. Ends the request itself when its time is up or the thread is
     * interrupted; the interrupt flag stays set.
     */
    RequestOutcome await(PendingIqs owner, long deadlineNanos) {
        RequestOutcome how = outcome;
        while (how == null) {
            long remaining = deadlineNanos - owner.now();
            if (remaining <= 0) {
                return endOrTake(owner, RequestOutcomes.TIMED_OUT);
            }
            if (waiter.isInterrupted()) {
                return endOrTake(owner, RequestOutcomes.CANCELLED);
            }
            LockSupport.parkNanos(this, remaining);
            how = outcome;
        }
        return how;
    }

    /** Where someone else was faster, the outcome is a few instructions away. */
    private RequestOutcome endOrTake(PendingIqs owner, RequestOutcome own) {
        owner.end(this, own);
        RequestOutcome how = outcome;
        while (how == null) {
            LockSupport.park(this);
            how = outcome;
        }
        return how;
    }
}
