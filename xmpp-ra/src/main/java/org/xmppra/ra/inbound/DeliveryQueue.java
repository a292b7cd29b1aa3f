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
    private final Set<Delivery> unanswered = new HashSet<>();
    private int workers;
    /** Workers that were asked for and have not taken their first request yet. */
    private int starting;

    private boolean closed;

    DeliveryQueue(String owner, ShortWorks works, ActivationSettings settings, Consumer<Delivery> deliver) {
        this.owner = owner;
        this.works = works;
        this.maxWorkers = settings.maxConcurrency();
        this.maxWaiting = settings.queueSize();
        this.waiting = new WaitingLine(settings.ordered());
        this.deliver = deliver;
    }

    @Override
    public synchronized int queued() {
        return waiting.size();
    }

    @Override
    public synchronized int workedOn() {
        return workers - starting;
    }

    private enum Admission {
        QUEUED,
        QUEUED_FOR_NEW_WORKER,
        FULL,
        CLOSED
    }

    /** Takes a request, or answers it at once if there is no room for it. Never blocks. */
    void offer(Delivery delivery) {
        switch (admit(delivery)) {
            case QUEUED -> {}
            case QUEUED_FOR_NEW_WORKER -> startWorker();
            case FULL -> delivery.answer(StanzaErrorCondition.RESOURCE_CONSTRAINT);
            case CLOSED -> delivery.answer(StanzaErrorCondition.RECIPIENT_UNAVAILABLE);
        }
    }

    private synchronized Admission admit(Delivery delivery) {
        if (closed) {
            return Admission.CLOSED;
        }
        boolean newWorker = workers < maxWorkers && waiting.isNext(delivery);
        if (!newWorker && waiting.size() - starting >= maxWaiting) {
            return Admission.FULL;
        }
        waiting.add(delivery);
        unanswered.add(delivery);
        if (newWorker) {
            workers++;
            starting++;
        }
        return newWorker ? Admission.QUEUED_FOR_NEW_WORKER : Admission.QUEUED;
    }

    private void startWorker() {
        try {
            works.submit(this::work, this::workerNeverRan);
        } catch (RejectedExecutionException stopped) {
            workerNeverRan(stopped);
        }
    }

    private void work() {
        Delivery current = takeFirst();
        try {
            while (current != null) {
                deliver.accept(current);
                current = takeNext(current);
            }
        } finally {
            // An Error took the thread away; those who wait need another.
            if (current != null && workerGone(current)) {
                startWorker();
            }
        }
    }

    private synchronized @Nullable Delivery takeFirst() {
        starting--;
        return take();
    }

    private synchronized @Nullable Delivery takeNext(Delivery served) {
        waiting.served(served);
        return take();
    }

    private @Nullable Delivery take() {
        Delivery next = waiting.poll();
        if (next == null) {
            workers--;
        }
        return next;
    }

    private void workerNeverRan(Throwable reason) {
        Delivery unserved = takeFirst();
        LOG.log(
                Level.WARNING,
                () -> "XMPPRA-0033 " + owner + ": the container did not run a delivery; the request is answered "
                        + "resource-constraint. If this adapter has wm-security, see that it also names "
                        + "wm-elytron-security-domain and wm-security-mapping-required=false",
                reason);
        if (unserved != null) {
            unserved.answer(StanzaErrorCondition.RESOURCE_CONSTRAINT);
            if (workerGone(unserved)) {
                startWorker();
            }
        }
    }

    /** One worker less; whether another has to take its place, because nobody is left for those who wait. */
    private synchronized boolean workerGone(Delivery served) {
        waiting.served(served);
        workers--;
        if (workers > 0 || waiting.size() == 0) {
            return false;
        }
        workers++;
        starting++;
        return true;
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
