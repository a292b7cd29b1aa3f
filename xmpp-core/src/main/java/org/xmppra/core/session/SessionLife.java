package org.xmppra.core.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.IqStatistics;
import org.xmppra.core.management.ResumeNegotiator;
import org.xmppra.core.sasl.FastMemory;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.NegotiationException.Reason;

/**
 * The life of a session: when to connect, when to resume, when to give up; {@link SessionState} has the table. Everything
 * that changes is changed on one event loop, where all methods are called; other threads read the volatile fields.
 */
final class SessionLife {
    private static final int SUFFIX_BYTES = 6;
    /** How far apart attempts are that callers ask for by waiting. */
    private static final Duration HURRY_SPACING = Duration.ofSeconds(1);
    /** Attempts to resume are no further apart than this part of the time there is. */
    private static final int RESUME_ATTEMPTS = 5;

    private final SessionConfig config;
    private final XmppRuntime runtime;
    private final IqRouter router;
    private final IqStatistics statistics;
    private final EventLoop loop;
    private final SessionListeners listeners;
    private final Waiters waiters;
    private final Backoff backoff;
    private final Announcement announcement;
    private final @Nullable String resource;
    private final FastMemory client = new FastMemory();

    private volatile SessionState state = SessionState.CONNECTING;
    /** What requests are sent on: there is one while the state is bound. */
    private volatile @Nullable Binding binding;

    private volatile Jid jid;
    /** Why there is no stream, while there is none. */
    private volatile @Nullable ConnectException lastFailure;
    /** Why the last session was lost, while there is no other. */
    private @Nullable ConnectException loss;

    private @Nullable Connecting attempt;
    /** Where the last stream's server sent us. */
    private StreamEnd.@Nullable PeerError redirect;

    private @Nullable Future<?> retry;
    /** Why the stream was lost, while the session is suspended. */
    private @Nullable StreamEnd suspendedBy;
    /** Ends the suspension. */
    private @Nullable Future<?> window;

    private long lastAttemptNanos;
    private long liveSinceNanos;

    SessionLife(
            SessionConfig config,
            XmppRuntime runtime,
            IqRouter router,
            IqStatistics statistics,
            EventLoop loop,
            SessionListeners listeners,
            Waiters waiters) {
        this.config = config;
        this.runtime = runtime;
        this.router = router;
        this.statistics = statistics;
        this.loop = loop;
        this.listeners = listeners;
        this.waiters = waiters;
        this.backoff = new Backoff(
                config.timing().reconnect(), () -> ThreadLocalRandom.current().nextDouble());
        this.announcement = new Announcement(config, router, () -> loop.execute(this::announce));
        this.resource = resource(config.resource());
        this.jid = config.account();
    }

    private static @Nullable String resource(ResourceChoice choice) {
        if (choice instanceof ResourceChoice.Exact exact) {
            return exact.resource();
        }
        if (choice instanceof ResourceChoice.Prefixed prefixed) {
            byte[] suffix = new byte[SUFFIX_BYTES];
            new SecureRandom().nextBytes(suffix);
            return prefixed.prefix() + "-"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(suffix);
        }
        return null;
    }

    SessionState state() {
        return state;
    }

    @Nullable Binding binding() {
        return binding;
    }

    Jid jid() {
        return jid;
    }

    @Nullable ConnectException lastFailure() {
        return lastFailure;
    }

    void begin() {
        announcement.begin();
        attempt();
    }

    private void announce() {
        announcement.to(binding);
    }

    private void attempt() {
        retry = null;
        if (state != SessionState.CONNECTING && state != SessionState.SUSPENDED) {
            return;
        }
        lastAttemptNanos = System.nanoTime();
        ResumeNegotiator.Session previous = state == SessionState.SUSPENDED ? new Previous() : null;
        Connecting started = new Connecting(config, runtime, loop, resource, client, redirect, previous);
        attempt = started;
        redirect = null;
        started.start().addListener(done -> {
            if (attempt != started) {
                return; // It was cancelled; what became of it is nobody's concern any more.
            }
            attempt = null;
            if (!done.isSuccess()) {
                attemptFailed((ConnectException) done.cause());
            } else {
                ConnectAttempt.Negotiated negotiated = (ConnectAttempt.Negotiated) done.getNow();
                Long resumedAt = negotiated.resumedAt();
                if (resumedAt == null) {
                    established(negotiated);
                } else {
                    resumed(negotiated.channel(), resumedAt);
                }
            }
        });
    }

    private void established(ConnectAttempt.Negotiated negotiated) {
        Binding bound = new Binding(config, negotiated, router, statistics, this::lost);
        jid = negotiated.jid();
        binding = bound;
        live();
        bound.start();
        if (binding != bound) {
            return; // It was over before it began.
        }
        announcement.forget();
        announce();
        listeners.tell(listener -> listener.live(negotiated.jid()));
        waiters.succeed();
    }

    private void live() {
        liveSinceNanos = System.nanoTime();
        changeTo(SessionState.LIVE);
        lastFailure = null;
        loss = null;
    }

    private void resumed(StreamChannel channel, long h) {
        endSuspension();
        live();
        Objects.requireNonNull(binding).resume(channel, h);
        if (state == SessionState.LIVE) {
            listeners.tell(SessionListener::resumed);
            waiters.succeed();
        }
    }

    private void endSuspension() {
        suspendedBy = null;
        cancel(window);
        window = null;
    }

    private void attemptFailed(ConnectException cause) {
        // Before anybody who waits: who then looks at the figures finds it counted.
        listeners.tell(listener -> listener.attemptFailed(cause));
        if (state == SessionState.SUSPENDED) {
            resumptionFailed(cause);
        } else {
            next(cause);
        }
        waiters.fail(cause);
    }

    private void resumptionFailed(ConnectException cause) {
        lastFailure = cause;
        if (cause.kind().isTransient()) {
            retryResumption(Objects.requireNonNull(binding).resumable());
        } else {
            notResumed(String.valueOf(cause.getMessage()));
        }
    }

    private void lost(Binding of, StreamEnd end) {
        if (binding != of) {
            return;
        }
        if (state.isFinal()) {
            binding = null;
            return;
        }
        backoff.streamLasted(Duration.ofNanos(System.nanoTime() - liveSinceNanos));
        Duration time = end.leavesSession() ? of.resumable() : Duration.ZERO;
        if (time.isZero()) {
            redirect = Redirect.isIn(end) ? (StreamEnd.PeerError) end : null;
            died(of, end);
        } else {
            redirect = of.location();
            suspend(of, end, time);
        }
    }

    private void suspend(Binding of, StreamEnd end, Duration time) {
        ConnectException cause = ConnectFailures.lost(config, end);
        lastFailure = cause;
        suspendedBy = end;
        of.suspend();
        changeTo(SessionState.SUSPENDED);
        window = loop.schedule(
                () -> notResumed("not within " + time.toMillis() + " ms (property resumeWindowSeconds)"),
                time.toNanos(),
                TimeUnit.NANOSECONDS);
        retryResumption(time);
        listeners.tell(listener -> listener.suspended(cause));
    }

    private void retryResumption(Duration time) {
        retryAfter(backoff.afterTransientFailure(time.dividedBy(RESUME_ATTEMPTS)));
    }

    /** What the server has to say to the session that lost its stream. */
    private final class Previous implements ResumeNegotiator.Session {
        private final Binding of = Objects.requireNonNull(binding);

        @Override
        public boolean isResumable() {
            return state == SessionState.SUSPENDED && binding == of;
        }

        @Override
        public String id() {
            return of.managementId();
        }

        @Override
        public long handled() {
            return of.handled();
        }

        /** This attempt goes on, to a session that takes the place of the one that is dead. */
        @Override
        public void refused(@Nullable Long h, String reason) throws NegotiationException {
            if (h != null) {
                of.acknowledged(h);
            }
            notResumed(reason);
            if (state.isFinal()) {
                throw new NegotiationException(Reason.REFUSED, "The session could not be resumed: " + reason);
            }
        }
    }

    private void notResumed(String reason) {
        StreamEnd by = Objects.requireNonNull(suspendedBy);
        endSuspension();
        died(Objects.requireNonNull(binding), new StreamEnd.NotResumed(by, reason));
    }

    private void died(Binding of, StreamEnd end) {
        binding = null;
        of.die(end);
        ConnectException cause = ConnectFailures.lost(config, end);
        loss = cause;
        next(cause);
        listeners.tell(listener -> listener.lost(cause));
    }

    /** Who comes late is told where the session stands: a loss may be older than its listener. */
    void addListener(SessionListener listener) {
        if (!listeners.add(listener)) {
            return;
        }
        if (state.isBound()) {
            listener.live(jid);
        } else if (loss != null) {
            listener.lost(loss);
        }
    }

    /** What follows when there is no session: an attempt, after a delay that fits the reason, or nothing. */
    private void next(ConnectException cause) {
        lastFailure = cause;
        if (!config.timing().reconnect().enabled()) {
            changeTo(SessionState.DEAD);
            end();
            waiters.fail(cause);
            return;
        }
        changeTo(SessionState.CONNECTING);
        if (attempt == null) {
            retryAfter(cause.kind().isTransient() ? backoff.afterTransientFailure() : backoff.afterHopelessFailure());
        }
    }

    private void retryAfter(Duration delay) {
        cancel(retry);
        retry = loop.schedule(this::attempt, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void end() {
        announcement.end();
        cancel(retry);
        endSuspension();
        Connecting running = attempt;
        attempt = null;
        if (running != null) {
            running.cancel();
        }
    }

    private static void cancel(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** The one place where the state changes. */
    private void changeTo(SessionState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(config.describe() + ": from " + state + " to " + next);
        }
        state = next;
    }

    /** A caller who waits deserves an attempt now rather than at the end of a long delay, but no storm of them. */
    void enlist(CompletableFuture<@Nullable Void> waiter) {
        ConnectException failure = lastFailure;
        if (state == SessionState.LIVE) {
            waiter.complete(null);
        } else if (state.isFinal()) {
            waiter.completeExceptionally(notLive());
        } else if (attempt != null || failure == null) {
            waiters.add(waiter);
        } else if (failure.kind().isTransient() && System.nanoTime() - lastAttemptNanos > HURRY_SPACING.toNanos()) {
            waiters.add(waiter);
            cancel(retry);
            attempt();
        } else {
            waiter.completeExceptionally(failure);
        }
    }

    /** Why nothing can be sent. Any thread. */
    ConnectException notLive() {
        ConnectException reason = lastFailure;
        return new ConnectException(
                reason == null ? ConnectException.Kind.COMMUNICATION : reason.kind(),
                "There is no live session for " + config.describe() + " (" + state + ")"
                        + (reason == null ? "" : ": " + reason.getMessage()),
                reason);
    }

    /** Ends it for good; done when the channel is closed. A session that is suspended has nobody to say goodbye to. */
    void close(Duration timeout, CompletableFuture<@Nullable Void> closed) {
        boolean suspended = state == SessionState.SUSPENDED;
        if (!state.isFinal()) {
            changeTo(SessionState.CLOSED);
        }
        end();
        waiters.fail(notLive());
        Binding bound = binding;
        if (bound == null) {
            closed.complete(null);
        } else if (suspended) {
            binding = null;
            bound.die(new StreamEnd.OwnClose());
            closed.complete(null);
        } else {
            bound.close(timeout).addListener(done -> closed.complete(null));
        }
    }
}
