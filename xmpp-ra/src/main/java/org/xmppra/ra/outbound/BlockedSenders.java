package org.xmppra.ra.outbound;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.xmppra.Iq;
import org.xmppra.IqCancelledException;
import org.xmppra.XmppException;
import org.xmppra.core.iq.PendingRequest;
import org.xmppra.core.session.XmppSession;

/** The callers who wait for an answer through one lease, so that the container can take it from under them. Thread-safe. */
final class BlockedSenders {
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();

    /** One caller's wait; known by identity. */
    private static final class Call {
        private volatile boolean woken;
        private volatile PendingRequest request = () -> false;

        void begun(PendingRequest begun) {
            request = begun;
            if (woken) {
                begun.cancel();
            }
        }

        void wake() {
            woken = true;
            request.cancel();
        }
    }

    Iq send(XmppSession session, Iq request, Duration timeout) throws XmppException {
        Call call = new Call();
        calls.add(call);
        try {
            return session.request(request, call::begun, timeout);
        } catch (IqCancelledException cancelled) {
            if (!call.woken) {
                throw cancelled;
            }
            throw new IqCancelledException("The container took this XmppConnection back while the request "
                    + request.id() + " waited for its answer");
        } finally {
            calls.remove(call);
        }
    }

    /** Ends every wait at once. */
    void wake() {
        calls.forEach(Call::wake);
    }
}
