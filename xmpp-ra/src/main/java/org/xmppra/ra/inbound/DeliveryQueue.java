package org.xmppra.ra.inbound;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.ra.admin.AdapterFigures;
import org.xmppra.ra.work.ShortWorks;

/**
 * The requests of one activation: at most so many are worked on at a time, so many wait, the next is turned away at once.
 * A work serves one request after the other until none may be served. Thread-safe; {@link #offer} is called on event loops, and
 * the lock is never held over anything that waits.
 */
final class DeliveryQueue implements AdapterFigures.Deliveries {
    private static final System.Logger LOG = System.getLogger("org.xmppra.ra.inbound");

    private final String owner;
    private final ShortWorks works;
    private final int maxWorkers;
    private final int maxWaiting;
    private final Consumer<Delivery> deliver;
    private final WaitingLine waiting;
    private final SecurityInflow security;
    private final Set<Delivery> unanswered = new HashSet<>();
    /** Works asked for or running; each has its first request from the beginning. */
    private int workers;

    private boolean closed;

    DeliveryQueue(String owner, ShortWorks works, ActivationSettings settings, Consumer<Delivery> deliver) {
        this.owner = owner;
        this.works = works;
        this.maxWorkers = settings.maxConcurrency();
        this.maxWaiting = settings.queueSize();
        this.waiting = new WaitingLine(settings.ordered());
        this.security = settings.security();
        this.deliver = deliver;
    }

    @Override
    public synchronized int queued() {
        return waiting.size();
    }

    @Override
    public synchronized int workedOn() {
        return workers;
    }

    private enum Admission {
        QUEUED,
        TAKEN_BY_NEW_WORKER,
        FULL,
        CLOSED
    }

    /** Takes a request, or answers it at once if there is no room for it. Never blocks. */
    void offer(Delivery delivery) {
        switch (admit(delivery)) {
            case QUEUED -> {}
            case TAKEN_BY_NEW_WORKER -> startWorker(delivery);
            case FULL -> delivery.answer(StanzaErrorCondition.RESOURCE_CONSTRAINT);
            case CLOSED -> delivery.answer(StanzaErrorCondition.RECIPIENT_UNAVAILABLE);
        }
    }

    private synchronized Admission admit(Delivery delivery) {
        if (closed) {
            return Admission.CLOSED;
        }
        boolean newWorker = workers < maxWorkers && waiting.isNext(delivery);
        if (!newWorker && waiting.size() >= maxWaiting) {
            return Admission.FULL;
        }
        unanswered.add(delivery);
        waiting.add(delivery);
        if (!newWorker) {
            return Admission.QUEUED;
        }
        workers++;
        // Nobody was ready before it, or there would be no room for another worker.
        waiting.poll();
        return Admission.TAKEN_BY_NEW_WORKER;
    }

    private void startWorker(Delivery first) {
        try {
            works.submit(
                    () -> work(first),
                    reason -> workerNeverRan(first, reason),
                    security.of(first.exchange().sender()));
        } catch (RejectedExecutionException stopped) {
            workerNeverRan(first, stopped);
        }
    }

    private void work(Delivery first) {
        Delivery current = first;
        try {
            while (current != null) {
                if (!current.isAnswered()) {
                    deliver.accept(current);
                }
                Delivery next = takeNext(current);
                current = next;
                if (next != null && security.isOn()) {
                    // Another sender is another caller, and a work has one.
                    current = null;
                    startWorker(next);
                }
            }
        } finally {
            // An Error took the thread away; those who wait need another.
            if (current != null) {
                replaceWorker(current);
            }
        }
    }

    private synchronized @Nullable Delivery takeNext(Delivery served) {
        waiting.served(served);
        Delivery next = waiting.poll();
        if (next == null) {
            workers--;
        }
        return next;
    }

    private void workerNeverRan(Delivery first, Throwable reason) {
        LOG.log(
                Level.WARNING,
                () -> "XMPPRA-0033 " + owner + ": the container did not run a delivery; the request is answered "
                        + "resource-constraint." + security.advice(),
                reason);
        first.answer(StanzaErrorCondition.RESOURCE_CONSTRAINT);
        replaceWorker(first);
    }

    private void replaceWorker(Delivery gone) {
        Delivery next = workerGone(gone);
        if (next != null) {
            startWorker(next);
        }
    }

    /** One worker less; what another has to begin with in its place, because nobody is left for those who wait. */
    private synchronized @Nullable Delivery workerGone(Delivery served) {
        waiting.served(served);
        workers--;
        Delivery next = workers > 0 ? null : waiting.poll();
        if (next != null) {
            workers++;
        }
        return next;
    }

    /** A request was answered, by whomever: it need not wait any more. */
    synchronized void answered(Delivery delivery) {
        waiting.remove(delivery);
        unanswered.remove(delivery);
        if (unanswered.isEmpty()) {
            notifyAll();
        }
    }

    /**
     * Takes nothing new, gives what is queued or running this long, and then answers for what is left. A second call
     * does nothing.
     */
    void close(Duration drain) {
        for (Delivery left : drained(drain)) {
            left.answer(StanzaErrorCondition.RECIPIENT_UNAVAILABLE);
        }
    }

    private synchronized List<Delivery> drained(Duration drain) {
        closed = true;
        long deadline = System.nanoTime() + drain.toNanos();
        try {
            for (long left = drain.toMillis();
                    !unanswered.isEmpty() && left > 0;
                    left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(unanswered);
    }
}
