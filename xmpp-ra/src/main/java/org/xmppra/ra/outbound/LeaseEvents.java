package org.xmppra.ra.outbound;

import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.xmppra.DeliveryStatus;
import org.xmppra.XmppConnectionException;
import org.xmppra.XmppException;
import org.xmppra.core.session.SessionListener;
import org.xmppra.core.session.XmppSession;
import org.xmppra.ra.work.ShortWorks;

/**
 * Tells the pool what happens to one lease: a handle closed, or, once, the session lost. A caller who is sending when the
 * session is lost tells it on its own thread, before its exception; for an idle lease a short work does. Never an event
 * loop: the pool calls {@code destroy} from there. Thread-safe.
 */
final class LeaseEvents implements SessionListener {
    private static final System.Logger LOG = System.getLogger("org.xmppra.ra.outbound");

    private final XmppManagedConnection lease;
    private final XmppSession session;
    private final ShortWorks works;
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable XmppException> lost = new AtomicReference<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean told = new AtomicBoolean();

    private LeaseEvents(XmppManagedConnection lease, XmppSession session, ShortWorks works) {
        this.lease = lease;
        this.session = session;
        this.works = works;
    }

    static LeaseEvents watch(XmppManagedConnection lease, XmppSession session, ShortWorks works) {
        LeaseEvents events = new LeaseEvents(lease, session, works);
        session.addListener(events);
        return events;
    }

    /** Why the session was lost, or null if it was not. */
    @Nullable XmppException lost() {
        // A session may be lost before it knows its listeners; one that is being resumed is not lost.
        if (lost.get() == null && !session.state().isBound()) {
            lost.compareAndSet(
                    null,
                    new XmppConnectionException(
                            "The session of " + session.jid() + " is not live", DeliveryStatus.NOT_SENT));
        }
        return lost.get();
    }

    @Override
    public void lost(XmppException cause) {
        // Either this sees the caller, or the caller sees the loss: each writes before it reads.
        lost.compareAndSet(null, cause);
        if (calls.get() == 0 && !told.get()) {
            tellOnShortWork();
        }
    }

    void callBegins() {
        calls.incrementAndGet();
    }

    /** A sender may learn of the loss before the listeners do. What was not sent says nothing about the session. */
    void callFailed(XmppConnectionException failure) {
        if (failure.deliveryStatus() != DeliveryStatus.NOT_SENT) {
            lost.compareAndSet(null, failure);
        }
    }

    void callEnds() {
        calls.decrementAndGet();
        if (lost.get() != null) {
            tellLost();
        }
    }

    private void tellOnShortWork() {
        try {
            works.submit(
                    this::tellLost,
                    reason -> LOG.log(
                            Level.DEBUG,
                            "The pool could not be told of a lost session; it finds out by itself",
                            reason));
        } catch (RejectedExecutionException stopped) {
            LOG.log(Level.DEBUG, "The pool is not told of a lost session: the adapter has stopped", stopped);
        }
    }

    private void tellLost() {
        XmppException cause = lost.get();
        if (told.compareAndSet(false, true)) {
            ConnectionEvent event = lease.event(ConnectionEvent.CONNECTION_ERROR_OCCURRED, cause);
            listeners.forEach(listener -> listener.connectionErrorOccurred(event));
        }
    }

    void closed(XmppConnectionHandle handle) {
        ConnectionEvent event = lease.event(ConnectionEvent.CONNECTION_CLOSED, null);
        event.setConnectionHandle(handle);
        listeners.forEach(listener -> listener.connectionClosed(event));
    }

    /** What happens to the session from now on is nobody's concern here. */
    void stop() {
        told.set(true);
        session.removeListener(this);
    }

    void add(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    void remove(ConnectionEventListener listener) {
        listeners.remove(listener);
    }
}
