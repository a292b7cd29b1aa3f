package org.xmppra.ra.account;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ResourceAllocationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.IqStatistics;
import org.xmppra.core.iq.RouterSettings;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.SessionConfig.Timing;
import org.xmppra.core.session.XmppSession;
import org.xmppra.ra.admin.Figures;

/**
 * Decides whether two leases are one session or two, and gives all sessions of one account the same handlers. A shared
 * session lives as long as its last lease. Thread-safe; opening never waits for the network, closing does, outside the
 * lock, and whoever leases the same session meanwhile waits for its end.
 */
public final class SessionRegistry {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Another adapter cannot notify this one. */
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final SessionOpener opener;
    private final Function<Boolean, RouterSettings> routing;
    private final Figures figures;
    /** Of the shared sessions of an account: kept, so that figures go on when a session is replaced. */
    private final Map<AccountKey, Figures> sharedFigures = new HashMap<>();

    private final Map<AccountKey, Account> accounts = new HashMap<>();
    private final Map<SessionConfig, Shared> sharedSessions = new HashMap<>();
    private final Set<SessionLease> leases = new HashSet<>();
    private boolean closed;

    /**
     * @param opener makes the sessions
     * @param routing how a component's (true) or client's account answers what no handler takes
     * @param figures what happens is counted in parts of these
     */
    public SessionRegistry(SessionOpener opener, Function<Boolean, RouterSettings> routing, Figures figures) {
        this.opener = opener;
        this.routing = routing;
        this.figures = figures;
    }

    /** The handlers of one account, kept as long as a session of it. */
    private static final class Account {
        final IqRouter router;
        int uses;

        Account(RouterSettings settings, IqStatistics statistics) {
            router = new IqRouter(settings, statistics);
        }
    }

    /** A session with several leases. */
    private static final class Shared {
        final XmppSession session;
        final Figures figures;
        final Runnable unwatch;
        int leases;
        boolean closing;

        Shared(XmppSession session, Figures figures) {
            this.session = session;
            this.figures = figures;
            SessionLog log = new SessionLog(session.jid().toString());
            Runnable uncount = figures.watch(session);
            session.addListener(log);
            unwatch = () -> {
                session.removeListener(log);
                uncount.run();
            };
        }
    }

    /**
     * Leases a session of its own.
     *
     * @param counted where its doings are counted
     * @throws ResourceException if the adapter is stopped
     */
    public synchronized SessionLease leaseDedicated(SessionConfig config, Figures counted) throws ResourceException {
        refuseIfClosed();
        AccountKey key = AccountKey.of(config);
        Account account = use(key);
        XmppSession session = open(config, account, counted);
        Runnable unwatch = counted.watch(session);
        return lease(session, account.router, counted, goodbye -> {
            unwatch.run();
            session.close(goodbye);
            leave(key);
        });
    }

    /**
     * Leases the session of this configuration together with whoever else has it.
     *
     * @param owner who wants it, for administrators
     * @throws ResourceException if the adapter is stopped, or somebody in this JVM uses the component or exact resource
     *     with another configuration or through another adapter
     */
    public synchronized SessionLease leaseShared(SessionConfig config, String owner) throws ResourceException {
        // How long things may take does not make it another session: the first lease decides.
        SessionConfig key = withoutTiming(config);
        awaitEndOf(key);
        refuseIfClosed();
        awaitPredecessor(key, owner);
        refuseIfClosed();
        Shared shared = sharedSessions.get(key);
        if (shared == null) {
            shared = open(config, owner);
            sharedSessions.put(key, shared);
        }
        shared.leases++;
        use(AccountKey.of(config));
        return lease(shared.session, router(config), shared.figures, goodbye -> releaseShared(key, goodbye));
    }

    private Shared open(SessionConfig config, String owner) throws ResourceException {
        String name = AccountKey.exclusiveName(config);
        String other = name == null ? null : JvmClaims.take(name, owner);
        if (other != null) {
            throw new ResourceAllocationException("XMPPRA-0040 " + owner + " cannot use " + name
                    + ": it is in use in this JVM by " + other
                    + ", with other settings or through another resource adapter; two sessions would evict each other");
        }
        boolean opened = false;
        try {
            Figures counted = sharedFigures.computeIfAbsent(AccountKey.of(config), absent -> figures.part());
            XmppSession session = open(config, use(AccountKey.of(config)), counted);
            opened = true;
            return new Shared(session, counted);
        } finally {
            if (!opened && name != null) {
                JvmClaims.giveBack(name);
            }
        }
    }

    private XmppSession open(SessionConfig config, Account account, Figures counted) {
        boolean opened = false;
        try {
            XmppSession session = opener.open(config, account.router, counted.iqs());
            opened = true;
            return session;
        } finally {
            if (!opened) {
                leave(AccountKey.of(config));
            }
        }
    }

    private void awaitEndOf(SessionConfig key) throws ResourceException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (Shared old = sharedSessions.get(key); old != null && old.closing; old = sharedSessions.get(key)) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new ResourceAllocationException(
                            "XMPPRA-0041 The session before this one has not ended within " + PATIENCE);
                }
                wait(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ResourceAllocationException("Interrupted while the session before this one ended", interrupted);
        }
    }

    /**
     * Another adapter of this JVM that has the name for an owner of the same name is most likely this one's predecessor in
     * a rolling redeployment: it is given a while to leave.
     */
    private void awaitPredecessor(SessionConfig key, String owner) throws ResourceException {
        String name = AccountKey.exclusiveName(key);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (name != null
                    && !sharedSessions.containsKey(key)
                    && owner.equals(JvmClaims.owner(name))
                    && System.nanoTime() < deadline) {
                wait(LOOK_AGAIN_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ResourceAllocationException("Interrupted while another adapter left " + name, interrupted);
        }
    }

    private void releaseShared(SessionConfig key, Duration goodbye) {
        Shared last = releaseOne(key);
        if (last == null) {
            return;
        }
        try {
            last.unwatch.run();
            last.session.close(goodbye);
        } finally {
            forget(key);
        }
    }

    private synchronized @Nullable Shared releaseOne(SessionConfig key) {
        leave(AccountKey.of(key));
        Shared shared = sharedSessions.get(key);
        if (shared == null || --shared.leases > 0) {
            return null;
        }
        shared.closing = true;
        return shared;
    }

    private synchronized void forget(SessionConfig key) {
        sharedSessions.remove(key);
        leave(AccountKey.of(key));
        String name = AccountKey.exclusiveName(key);
        if (name != null) {
            JvmClaims.giveBack(name);
        }
        notifyAll();
    }

    private IqRouter router(SessionConfig config) {
        Account account = accounts.get(AccountKey.of(config));
        if (account == null) {
            throw new IllegalStateException("No account is kept for a session that is leased");
        }
        return account.router;
    }

    private Account use(AccountKey key) {
        Account account =
                accounts.computeIfAbsent(key, absent -> new Account(routing.apply(absent.component()), figures.iqs()));
        account.uses++;
        return account;
    }

    private synchronized void leave(AccountKey key) {
        Account account = accounts.get(key);
        if (account != null && --account.uses == 0) {
            accounts.remove(key);
        }
    }

    private SessionLease lease(XmppSession session, IqRouter router, Figures counted, Consumer<Duration> release) {
        SessionLease lease = new SessionLease(session, router, counted, (ended, goodbye) -> {
            forget(ended);
            release.accept(goodbye);
        });
        leases.add(lease);
        return lease;
    }

    private synchronized void forget(SessionLease lease) {
        leases.remove(lease);
    }

    private void refuseIfClosed() throws ResourceException {
        if (closed) {
            throw new jakarta.resource.spi.IllegalStateException("The XMPP resource adapter is stopped");
        }
    }

    /** Closes every session that is left, within the time if the servers let it; nothing can be leased afterwards. */
    public void close(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (SessionLease lease : closeForNew()) {
            lease.release(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
        }
    }

    private synchronized List<SessionLease> closeForNew() {
        closed = true;
        return List.copyOf(leases);
    }

    private static SessionConfig withoutTiming(SessionConfig config) {
        return new SessionConfig(
                config.mode(),
                config.domain(),
                config.route(),
                config.userName(),
                config.secret(),
                config.resource(),
                config.tls(),
                config.allowedMechanisms(),
                config.announcePresence(),
                Timing.DEFAULT);
    }
}
