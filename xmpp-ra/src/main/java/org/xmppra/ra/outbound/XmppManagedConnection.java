package org.xmppra.ra.outbound;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.CommException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmppConnectionException;
import org.xmppra.XmppException;
import org.xmppra.core.iq.IqCounts;
import org.xmppra.core.iq.PendingRequest;
import org.xmppra.core.iq.RequestListener;
import org.xmppra.core.session.XmppSession;
import org.xmppra.ra.account.Credentials;
import org.xmppra.ra.account.SessionLease;
import org.xmppra.ra.work.AdapterThreads;

/**
 * A lease on an XMPP session, as the container's pool sees it. When the session is lost the lease is dead for
 * good, even if the session itself reconnects, and the pool is told once. Thread-safe.
 */
public class XmppManagedConnection implements ManagedConnection {
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final SessionLease lease;
    private final Credentials credentials;
    private final Timeouts timeouts;
    private final AdapterThreads threads;
    private final LeaseEvents events;
    private final AsynchronousRequests asynchronous = new AsynchronousRequests();
    private final BlockedSenders blocked = new BlockedSenders();
    private final Set<XmppConnectionHandle> handles = ConcurrentHashMap.newKeySet();
    private volatile @Nullable PrintWriter logWriter;

    XmppManagedConnection(SessionLease lease, Credentials credentials, Timeouts timeouts, AdapterThreads threads) {
        this.lease = lease;
        this.credentials = credentials;
        this.timeouts = timeouts;
        this.threads = threads;
        this.events = LeaseEvents.watch(this, lease.session(), threads);
    }

    /** Whether it was made for these credentials and still works. */
    boolean serves(Credentials wanted) {
        return isUsable() && credentials.equals(wanted);
    }

    boolean isUsable() {
        return events.lost() == null;
    }

    Jid jid() {
        return lease.session().jid();
    }

    XmppSession session() {
        return lease.session();
    }

    Timeouts timeouts() {
        return timeouts;
    }

    AdapterThreads threads() {
        return threads;
    }

    Iq request(Iq request, Duration timeout) throws XmppException {
        events.callBegins();
        try {
            refuseIfLost();
            return blocked.send(lease.session(), request, timeout);
        } catch (XmppConnectionException failure) {
            events.callFailed(failure);
            throw failure;
        } finally {
            events.callEnds();
        }
    }

    PendingRequest request(Iq request, Duration timeout, RequestListener listener) throws XmppException {
        refuseIfLost();
        return asynchronous.send(lease.session(), request, timeout, listener);
    }

    /** Has what this thread sends meanwhile written together. */
    void together(Runnable sends) {
        lease.session().together(sends);
    }

    /** The application that asked could not be told how its request ended. */
    void countOutcomeUntold() {
        lease.figures().iqs().countOutcomeUntold();
    }

    /** The adapter's counts. */
    IqCounts counts() {
        return lease.router().statistics().snapshot();
    }

    private void refuseIfLost() throws XmppConnectionException {
        XmppException lost = events.lost();
        if (lost != null) {
            throw HandleState.lost(lost);
        }
    }

    @Override
    public Object getConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo info)
            throws ResourceException {
        XmppException lost = events.lost();
        if (lost != null) {
            throw new CommException("The XMPP session is lost: " + lost.getMessage(), lost);
        }
        XmppConnectionHandle handle = new XmppConnectionHandle(this);
        handles.add(handle);
        return handle;
    }

    @Override
    public void associateConnection(Object connection) throws ResourceException {
        if (!(connection instanceof XmppConnectionHandle handle)) {
            throw new ResourceException(connection.getClass() + " is not a handle of an XMPP connection");
        }
        handles.add(handle);
        handle.moveTo(this);
    }

    /** The application closed a handle: the pool gets the lease back. */
    void handleClosed(XmppConnectionHandle handle) {
        handles.remove(handle);
        events.closed(handle);
    }

    /** The handle belongs to another lease now. */
    void handleMoved(XmppConnectionHandle handle) {
        handles.remove(handle);
    }

    /**
     * Invalidates the handles and wakes whoever waits for an answer through one; keeps the session. Asynchronous requests
     * are the session's and go on.
     */
    @Override
    public void cleanup() {
        XmppException lost = events.lost();
        for (XmppConnectionHandle handle : Set.copyOf(handles)) {
            handles.remove(handle);
            handle.invalidate(lost);
        }
        blocked.wake();
    }

    /**
     * Gives the lease back. A session of its own is closed, after asynchronous requests had a while to end. A second call
     * does nothing.
     */
    @Override
    public void destroy() {
        cleanup();
        if (isUsable()) {
            asynchronous.awaitEnd(DRAIN);
        }
        events.stop();
        lease.release(GOODBYE);
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        events.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        events.remove(listener);
    }

    /** @throws NotSupportedException always: IQs know no transactions */
    @Override
    public XAResource getXAResource() throws ResourceException {
        throw new NotSupportedException("XMPP knows no transactions: configure the adapter as NoTransaction");
    }

    /** @throws NotSupportedException always: IQs know no transactions */
    @Override
    public LocalTransaction getLocalTransaction() throws ResourceException {
        throw new NotSupportedException("XMPP knows no transactions: configure the adapter as NoTransaction");
    }

    @Override
    public ManagedConnectionMetaData getMetaData() {
        return new MetaData(jid().bare().toString());
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        logWriter = out;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    ConnectionEvent event(int id, @Nullable Exception cause) {
        return cause == null ? new ConnectionEvent(this, id) : new ConnectionEvent(this, id, cause);
    }

    @Override
    public String toString() {
        return "XmppManagedConnection[" + jid() + "]";
    }

    private record MetaData(String getUserName) implements ManagedConnectionMetaData {
        @Override
        public String getEISProductName() {
            return "XMPP";
        }

        @Override
        public String getEISProductVersion() {
            return "1.0";
        }

        /** Unlimited, as far as is known. */
        @Override
        public int getMaxConnections() {
            return 0;
        }
    }
}
