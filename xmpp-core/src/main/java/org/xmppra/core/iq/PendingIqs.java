package org.xmppra.core.iq;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.IqCancelledException;
import org.xmppra.XmppConnectionException;
import org.xmppra.XmppException;
import org.xmppra.core.iq.RequestOutcome.Answered;
import org.xmppra.core.iq.RequestOutcome.ConnectionLost;

/**
 * The requests of one session that have not ended, by id. Each ends exactly once, as whoever removes its entry ends it:
 * a response that fits, its deadline, its caller, or the loss of the stream. Nothing of it is kept afterwards.
 *
 * <p>Thread-safe; no method but {@link #awaitResponse} blocks. A session that loses its stream first stops taking
 * requests, then calls {@link #failAll}: a request registered meanwhile fails in its {@link RequestSender}.
 */
public final class PendingIqs {
    private static final System.Logger LOG = System.getLogger(PendingIqs.class.getName());
    /** Some 146 years: far enough, and no sum of it with the time overflows. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);
    /** How a request ends whose caller learns the reason from an exception. */
    private static final RequestOutcome NOT_SENT =
            new ConnectionLost(new XmppConnectionException("The request was not sent", DeliveryStatus.NOT_SENT));

    private final ConcurrentHashMap<String, PendingIq> entries = new ConcurrentHashMap<>();
    private final IqStatistics statistics;
    private final DeadlineSweep sweep;
    private volatile SessionIdentity identity;

    /**
     * Makes an empty one.
     *
     * @param identity what the session asks to be bound as, until {@link #rebind}
     * @param timer time for requests that nobody waits for
     * @param statistics what is counted in
     */
    public PendingIqs(SessionIdentity identity, IqTimer timer, IqStatistics statistics) {
        this.identity = identity;
        this.statistics = statistics;
        this.sweep = new DeadlineSweep(timer, this::endOverdue);
    }

    /** Says what the session is bound as from now on; called while nothing is pending on the new stream. */
    public void rebind(SessionIdentity newIdentity) {
        identity = newIdentity;
    }

    /**
     * Sends a request and waits for its answer; the caller's own clock is the deadline.
     *
     * @return the answer, of type result
     * @throws org.xmppra.IqErrorException if the answer is an error
     * @throws org.xmppra.IqTimeoutException if no answer came in time
     * @throws XmppConnectionException if it could not be sent, or the stream was lost
     * @throws IqCancelledException if the thread is or was interrupted; its interrupt flag stays set
     * @throws IllegalArgumentException if the timeout is not positive, the id is pending already, it is no request, or it
     *     is a component's and has no {@code to}
     */
    public Iq awaitResponse(Iq request, Duration timeout, RequestSender sender) throws XmppException {
        return awaitResponse(request, timeout, begun -> {}, sender);
    }

    /**
     * As above.
     *
     * @param begun gets the request before it is sent, so that another thread can wake the caller by cancelling it
     */
    public Iq awaitResponse(Iq request, Duration timeout, Consumer<PendingRequest> begun, RequestSender sender)
            throws XmppException {
        long nanos = nanos(timeout);
        BlockingIq entry = new BlockingIq(this, identity.outgoing(request), now());
        if (Thread.currentThread().isInterrupted()) {
            throw new IqCancelledException(
                    "The request " + request.id() + " was not sent: its thread was interrupted before");
        }
        add(entry);
        try {
            begun.accept(entry);
            sender.send(entry);
        } catch (XmppConnectionException | RuntimeException | Error e) {
            forget(entry);
            throw e;
        }
        return RequestOutcomes.resultOf(entry.await(this, entry.began() + nanos), entry.request(), timeout);
    }

    /**
     * Sends a request; the listener is told how it ended, exactly once, be it that it could not be sent.
     *
     * @throws IllegalArgumentException as {@link #awaitResponse}; the listener is not told then
     */
    public PendingRequest send(Iq request, Duration timeout, RequestListener listener, RequestSender sender) {
        OutgoingRequest entry = register(request, timeout, listener);
        try {
            sender.send(entry);
        } catch (XmppConnectionException e) {
            entry.fail(status -> e);
        } catch (RuntimeException | Error e) {
            if (forget((PendingIq) entry)) {
                throw e;
            }
            LOG.log(System.Logger.Level.DEBUG, () -> identity.self() + ": " + request + " ended before it failed", e);
        }
        return entry;
    }

    /**
     * Registers a request that the caller is going to send. If that fails it must be {@linkplain OutgoingRequest#fail
     * failed} or cancelled.
     *
     * @throws IllegalArgumentException as {@link #awaitResponse}
     */
    public OutgoingRequest register(Iq request, Duration timeout, RequestListener listener) {
        long now = now();
        long deadline = now + nanos(timeout);
        ListeningIq entry = new ListeningIq(this, identity.outgoing(request), now, listener, deadline);
        add(entry);
        try {
            sweep.arm(deadline, now);
        } catch (RuntimeException e) {
            forget(entry);
            throw e;
        }
        return entry;
    }

    private static long nanos(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("A timeout must be positive, not " + timeout);
        }
        return timeout.compareTo(LONGEST) < 0 ? timeout.toNanos() : LONGEST.toNanos();
    }

    private void add(PendingIq entry) {
        if (entries.putIfAbsent(entry.request().id(), entry) != null) {
            throw new IllegalArgumentException(
                    "A request with the id " + entry.request().id()
                            + " is pending already on this session: leave the id out, and a unique one is made");
        }
        statistics.pending.increment();
    }

    /** Removes an entry whose caller learns from an exception that it was not sent. */
    private boolean forget(PendingIq entry) {
        boolean removed = entries.remove(entry.request().id(), entry);
        if (removed) {
            entry.stop();
            statistics.ended(entry.request(), NOT_SENT, now() - entry.began());
        }
        return removed;
    }

    /**
     * Takes a result or error that was received, and wakes who waits for it.
     *
     * @return whether it ended a request; if not it was counted, as late or as spoofed, and is to be dropped
     */
    public boolean complete(Iq response) {
        return complete(response, LockSupport::unpark);
    }

    /**
     * As above.
     *
     * @param answered gets the thread that waits for it, if one does, and has to {@linkplain LockSupport#unpark wake} it soon
     */
    boolean complete(Iq response, Consumer<Thread> answered) {
        PendingIq entry = entries.get(response.id());
        if (entry == null) {
            statistics.lateResponses.increment();
            return false;
        }
        if (!IqResponseMatcher.fits(entry.request(), response, identity)) {
            statistics.spoofedResponses.increment();
            return false;
        }
        boolean ended = end(entry, new Answered(response), answered);
        if (!ended) {
            statistics.lateResponses.increment();
        }
        return ended;
    }

    /**
     * Ends every request that is pending now, for the stream is lost.
     *
     * @param cause makes the exception, given whether the request had been written
     */
    public void failAll(Function<DeliveryStatus, XmppConnectionException> cause) {
        for (PendingIq entry : entries.values()) {
            lose(entry, cause);
        }
    }

    /** Ends a request with its stream, unless it has ended. */
    boolean lose(PendingIq entry, Function<DeliveryStatus, XmppConnectionException> cause) {
        boolean removed = entries.remove(entry.request().id(), entry);
        if (removed) {
            ended(entry, new ConnectionLost(cause.apply(entry.stop())), LockSupport::unpark);
        }
        return removed;
    }

    /** How many requests are pending. */
    public int size() {
        return entries.size();
    }

    private long endOverdue(long now) {
        long earliest = DeadlineSweep.NEVER;
        for (PendingIq entry : entries.values()) {
            if (entry.deadline() <= now) {
                end(entry, RequestOutcomes.TIMED_OUT);
            } else {
                earliest = Math.min(earliest, entry.deadline());
            }
        }
        return earliest;
    }

    /** Ends a request unless it has ended. */
    boolean end(PendingIq entry, RequestOutcome outcome) {
        return end(entry, outcome, LockSupport::unpark);
    }

    private boolean end(PendingIq entry, RequestOutcome outcome, Consumer<Thread> wake) {
        if (!entries.remove(entry.request().id(), entry)) {
            return false;
        }
        entry.stop();
        ended(entry, outcome, wake);
        return true;
    }

    /** A listener that throws breaks its contract, but must not keep others from being told. */
    private void ended(PendingIq entry, RequestOutcome outcome, Consumer<Thread> wake) {
        statistics.ended(entry.request(), outcome, now() - entry.began());
        try {
            Thread waiter = entry.ended(outcome);
            if (waiter != null) {
                wake.accept(waiter);
            }
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    () -> identity.self() + ": the listener of " + entry.request() + " threw",
                    e);
        }
    }

    /** In nanoseconds since it was made. */
    long now() {
        return sweep.now();
    }

    void countSent() {
        statistics.requestsSent.increment();
    }
}
