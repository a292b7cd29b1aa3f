package org.xmppra.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.session.XmppSessions;
import org.xmppra.ra.account.AdapterContext;
import org.xmppra.ra.account.SessionRegistry;
import org.xmppra.ra.admin.Administration;
import org.xmppra.ra.inbound.ClaimedException;
import org.xmppra.ra.inbound.EndpointActivation;
import org.xmppra.ra.inbound.XmppActivationSpec;
import org.xmppra.ra.work.AdapterThreads;

/** An adapter between start and stop. Thread-safe: containers activate and deactivate concurrently, and twice. */
final class RunningAdapter {
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final Duration DRAIN_AT_STOP = Duration.ofSeconds(3);
    private static final Duration GOODBYES = Duration.ofSeconds(2);

    private final AdapterThreads threads;
    private final Administration administration;
    private final SessionRegistry sessions;
    private final @Nullable TransactionSynchronizationRegistry transactions;
    private final Map<Key, EndpointActivation> activations = new HashMap<>();
    /** Those that answer or are about to leave. */
    private final Set<EndpointActivation> alive = new HashSet<>();

    private boolean stopped;

    private RunningAdapter(
            AdapterThreads threads,
            Administration administration,
            AdapterSettings settings,
            @Nullable TransactionSynchronizationRegistry transactions) {
        this.threads = threads;
        this.administration = administration;
        this.transactions = transactions;
        this.sessions = new SessionRegistry(
                (config, router, statistics) -> XmppSessions.open(config, threads.runtime(), router, statistics),
                settings::router,
                administration.figures().own());
    }

    /** An endpoint is known by its factory and specification, by identity: activation names are not unique. */
    private record Key(MessageEndpointFactory endpoints, XmppActivationSpec spec) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && endpoints == that.endpoints && spec == that.spec;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(endpoints) * 31 + System.identityHashCode(spec);
        }
    }

    /** @param account the adapter's, as administrators know it */
    static RunningAdapter start(BootstrapContext context, AdapterSettings settings, String account) {
        AdapterThreads threads = AdapterThreads.start(context, settings.eventLoops(), settings.limits());
        return new RunningAdapter(
                threads, new Administration(account), settings, context.getTransactionSynchronizationRegistry());
    }

    Administration administration() {
        return administration;
    }

    AdapterThreads threads() {
        return threads;
    }

    SessionRegistry sessions() {
        return sessions;
    }

    void activate(MessageEndpointFactory endpoints, XmppActivationSpec spec, AdapterContext adapter)
            throws ResourceException {
        long deadline = System.nanoTime() + TAKE_OVER.toNanos();
        Key key = new Key(endpoints, spec);
        while (true) {
            EndpointActivation activation = new EndpointActivation(endpoints, spec, adapter, transactions);
            if (!add(key, activation)) {
                return;
            }
            boolean started = false;
            try {
                activation.start();
                started = true;
                return;
            } catch (ClaimedException claimed) {
                if (!awaitPredecessor(endpoints.getEndpointClass(), deadline)) {
                    throw claimed;
                }
            } finally {
                if (!started) {
                    remove(key);
                    gone(activation);
                }
            }
        }
    }

    /**
     * In a rolling redeployment the old bean, of the same name and another class loader, is about to leave: waits for the
     * next one that goes.
     *
     * @return false if there is none to wait for, or it has not gone in time
     */
    private synchronized boolean awaitPredecessor(Class<?> bean, long deadline) throws ResourceException {
        List<EndpointActivation> old =
                alive.stream().filter(other -> other.isPredecessorOf(bean)).toList();
        try {
            for (long left = millis(deadline); alive.containsAll(old) && left > 0; left = millis(deadline)) {
                if (old.isEmpty()) {
                    return false;
                }
                wait(left);
            }
            return !alive.containsAll(old);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ResourceException("Interrupted while the bean before this one left", interrupted);
        }
    }

    private static long millis(long deadline) {
        return (deadline - System.nanoTime()) / 1_000_000;
    }

    private synchronized void gone(EndpointActivation activation) {
        alive.remove(activation);
        notifyAll();
    }

    private synchronized boolean add(Key key, EndpointActivation activation) throws ResourceException {
        if (stopped) {
            throw new jakarta.resource.spi.IllegalStateException("The XMPP resource adapter is stopped");
        }
        if (activations.putIfAbsent(key, activation) != null) {
            return false;
        }
        alive.add(activation);
        return true;
    }

    private synchronized @Nullable EndpointActivation remove(Key key) {
        return activations.remove(key);
    }

    void deactivate(MessageEndpointFactory endpoints, XmppActivationSpec spec) {
        EndpointActivation activation = remove(new Key(endpoints, spec));
        if (activation != null) {
            activation.stop(DRAIN);
            gone(activation);
        }
    }

    void stop() {
        long deadline = System.nanoTime() + STOP.toNanos();
        long drained = System.nanoTime() + DRAIN_AT_STOP.toNanos();
        for (EndpointActivation activation : removeAll()) {
            activation.stop(left(drained));
            gone(activation);
        }
        sessions.close(GOODBYES);
        administration.close();
        threads.stop(left(deadline));
    }

    private synchronized List<EndpointActivation> removeAll() {
        stopped = true;
        List<EndpointActivation> all = List.copyOf(activations.values());
        activations.clear();
        return all;
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
