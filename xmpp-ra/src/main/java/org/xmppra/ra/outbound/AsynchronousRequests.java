package org.xmppra.ra.outbound;

import java.time.Duration;
import org.xmppra.Iq;
import org.xmppra.core.iq.PendingRequest;
import org.xmppra.core.iq.RequestListener;
import org.xmppra.core.session.XmppSession;

/** Counts the requests that outlive their handles, so that the lease's end can wait for theirs. Thread-safe. */
final class AsynchronousRequests {
    private int pending;

    PendingRequest send(XmppSession session, Iq request, Duration timeout, RequestListener listener) {
        change(1);
        boolean sent = false;
        try {
            PendingRequest handle = session.request(request, timeout, outcome -> {
                change(-1);
                listener.ended(outcome);
            });
            sent = true;
            return handle;
        } finally {
            if (!sent) {
                change(-1);
            }
        }
    }

    private synchronized void change(int by) {
        pending += by;
        notifyAll();
    }

    synchronized void awaitEnd(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            for (long left = timeout.toMillis();
                    pending > 0 && left > 0;
                    left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
