package org.xmppra.core.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.XmppException;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.IqStatistics;
import org.xmppra.core.iq.PendingRequest;
import org.xmppra.core.iq.RequestListener;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.session.ConnectException.Kind;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.stream.StreamNamespaces;

/**
 * The session behind all its streams. Everything that changes is changed on one event loop; other threads read the
 * volatile fields or enqueue.
 */
final class LogicalSession implements XmppSession {
    private static final System.Logger LOG = System.getLogger(LogicalSession.class.getName());
    private static final int SUFFIX_BYTES = 6;
    /** How far apart attempts are that callers ask for by waiting. */
    private static final Duration HURRY_SPACING = Duration.ofSeconds(1);

    private final SessionConfig config;
    private final XmppRuntime runtime;
    private final IqRouter router;
    private final IqStatistics statistics;
    private final EventLoop loop;
    private final Backoff backoff;
    private final Waiters waiters = new Waiters();
    private final Set<SessionListener> listeners = new CopyOnWriteArraySet<>();
    private final @Nullable String resource;
    /** Kept, so that it can be taken back. */
    private final Runnable handlersChanged;

    private volatile SessionState state = SessionState.CONNECTING;
    private volatile @Nullable LiveStream live;
    private volatile Jid jid;
    private @Nullable Connecting attempt;
    /** Where the last stream's server sent us. */
    private StreamEnd.@Nullable PeerError redirect;

    private @Nullable Future<?> retry;
    /** Why there is no stream, while there is none. */
    private volatile @Nullable ConnectException lastFailure;

    private long lastAttemptNanos;
    /** The presence that was sent last on this stream. */
    private @Nullable XmlElement announced;

    private long liveSinceNanos;

    LogicalSession(SessionConfig config, XmppRuntime runtime, IqRouter router, IqStatistics statistics) {
        this.config = config;
        this.runtime = runtime;
        this.router = router;
        this.statistics = statistics;
        this.loop = runtime.loops().next();
        this.backoff = new Backoff(
                config.timing().reconnect(), () -> ThreadLocalRandom.current().nextDouble());
        this.resource = resource(config.resource());
        this.handlersChanged = () -> loop.execute(this::announce);
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

    void open() {
        if (announcesPresence()) {
            router.addChangeListener(handlersChanged);
        }
        loop.execute(this::attempt);
    }

    private boolean announcesPresence() {
        return config.announcePresence() && !config.mode().isComponent();
    }

    private void attempt() {
        retry = null;
        if (state != SessionState.CONNECTING) {
            return;
        }
        lastAttemptNanos = System.nanoTime();
        Connecting started = new Connecting(config, runtime, loop, resource, redirect);
        attempt = started;
        redirect = null;
        started.start().addListener(done -> {
            attempt = null;
            if (done.isSuccess()) {
                established((ConnectAttempt.Negotiated) done.getNow());
            } else {
                attemptFailed((ConnectException) done.cause());
            }
        });
    }

    private void established(ConnectAttempt.Negotiated negotiated) {
        LiveStream stream = new LiveStream(config, negotiated, router, statistics, this::lost);
        if (state.isFinal()) {
            stream.close(Duration.ZERO);
            return;
        }
        jid = negotiated.jid();
        live = stream;
        liveSinceNanos = System.nanoTime();
        changeTo(SessionState.LIVE);
        lastFailure = null;
        stream.start();
        if (live != stream) {
            return; // It was over before it began.
        }
        announced = null;
        announce();
        tellListeners(listener -> listener.live(negotiated.jid()));
        waiters.succeed();
    }

    /**
     * Says that this resource answers, what it can, and that it wants no messages (RFC 6121 §4.2, XEP-0115); again when
     * what it can has changed.
     */
    private void announce() {
        LiveStream stream = live;
        if (stream == null || !announcesPresence()) {
            return;
        }
        XmlElement.Builder presence =
                XmlElement.named(StreamNamespaces.CLIENT, "presence").child("priority", "-1");
        router.capabilities().ifPresent(presence::child);
        XmlElement now = presence.build();
        if (!now.equals(announced)) {
            announced = now;
            stream.send(now);
        }
    }

    private void attemptFailed(ConnectException cause) {
        if (state.isFinal()) {
            return;
        }
        next(cause);
        tellListeners(listener -> listener.attemptFailed(cause));
        waiters.fail(cause);
    }

    private void lost(LiveStream stream, StreamEnd end) {
        if (live != stream) {
            return;
        }
        live = null;
        if (!state.isFinal()) {
            redirect = Redirect.isIn(end) ? (StreamEnd.PeerError) end : null;
            backoff.streamLasted(Duration.ofNanos(System.nanoTime() - liveSinceNanos));
            ConnectException cause = ConnectFailures.lost(config, end);
            next(cause);
            tellListeners(listener -> listener.lost(cause));
        }
    }

    /** What follows when there is no stream: another attempt, after a delay that fits the reason, or nothing. */
    private void next(ConnectException cause) {
        lastFailure = cause;
        if (!config.timing().reconnect().enabled()) {
            changeTo(SessionState.DEAD);
            router.removeChangeListener(handlersChanged);
            return;
        }
        changeTo(SessionState.CONNECTING);
        Duration delay = cause.kind().isTransient() ? backoff.afterTransientFailure() : backoff.afterHopelessFailure();
        retry = loop.schedule(this::attempt, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** One that throws breaks its contract, but must not keep the session from going on. */
    private void tellListeners(Consumer<SessionListener> news) {
        for (SessionListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, () -> config.describe() + ": a listener threw", e);
            }
        }
    }

    /** The one place where the state changes; nothing follows a final one. */
    private boolean changeTo(SessionState next) {
        if (state.isFinal()) {
            return false;
        }
        state = next;
        return true;
    }

    @Override
    public SessionConfig config() {
        return config;
    }

    @Override
    public SessionState state() {
        return state;
    }

    @Override
    public Jid jid() {
        return jid;
    }

    @Override
    public void awaitLive(Duration timeout) throws XmppException, InterruptedException {
        if (state == SessionState.LIVE) {
            return;
        }
        refuseOnLoop();
        CompletableFuture<@Nullable Void> waiter = new CompletableFuture<>();
        loop.execute(() -> enlist(waiter));
        try {
            waiter.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ConnectException cause ? cause : unexpected(e);
        } catch (TimeoutException e) {
            throw new ConnectException(
                    Kind.COMMUNICATION,
                    "No session for " + config.describe() + " within " + timeout.toMillis() + " ms",
                    e);
        } finally {
            loop.execute(() -> waiters.remove(waiter));
        }
    }

    private static ConnectException unexpected(ExecutionException e) {
        return new ConnectException(Kind.COMMUNICATION, "Connecting failed: " + e.getCause(), e.getCause());
    }

    private void enlist(CompletableFuture<@Nullable Void> waiter) {
        switch (state) {
            case LIVE -> waiter.complete(null);
            case DEAD, CLOSED -> waiter.completeExceptionally(notLive());
            case CONNECTING -> enlistUntilNextAttempt(waiter);
        }
    }

    /** A caller who waits deserves an attempt now rather than at the end of a long delay, but no storm of them. */
    private void enlistUntilNextAttempt(CompletableFuture<@Nullable Void> waiter) {
        ConnectException failure = lastFailure;
        if (attempt != null || failure == null) {
            waiters.add(waiter);
        } else if (failure.kind().isTransient() && System.nanoTime() - lastAttemptNanos > HURRY_SPACING.toNanos()) {
            waiters.add(waiter);
            cancelRetry();
            attempt();
        } else {
            waiter.completeExceptionally(failure);
        }
    }

    private void cancelRetry() {
        if (retry != null) {
            retry.cancel(false);
        }
    }

    @Override
    public Iq request(Iq request, Consumer<PendingRequest> begun, Duration timeout) throws XmppException {
        if (!request.type().isRequest()) {
            return sendAnswer(request);
        }
        refuseOnLoop();
        LiveStream stream = live;
        if (stream == null) {
            throw notLive();
        }
        return stream.request(request, begun, timeout);
    }

    @Override
    public PendingRequest request(Iq request, Duration timeout, RequestListener listener) {
        LiveStream stream = live;
        if (stream != null) {
            return stream.request(request, timeout, listener);
        }
        listener.ended(new RequestOutcome.ConnectionLost(notLive()));
        return () -> false;
    }

    @Override
    public int pendingRequests() {
        LiveStream stream = live;
        return stream == null ? 0 : stream.pendingRequests();
    }

    private Iq sendAnswer(Iq answer) throws XmppException {
        LiveStream stream = live;
        if (stream == null || !stream.send(answer)) {
            throw notLive();
        }
        return answer;
    }

    private ConnectException notLive() {
        ConnectException reason = lastFailure;
        return new ConnectException(
                reason == null ? Kind.COMMUNICATION : reason.kind(),
                "There is no live session for " + config.describe() + " (" + state + ")"
                        + (reason == null ? "" : ": " + reason.getMessage()),
                reason);
    }

    private void refuseOnLoop() {
        boolean onLoop = loop.inEventLoop();
        for (var other : runtime.loops()) {
            onLoop |= other.inEventLoop();
        }
        if (onLoop) {
            throw new IllegalStateException(
                    "Waiting on an I/O thread would block the answer itself: use an asynchronous form");
        }
    }

    @Override
    public void addListener(SessionListener listener) {
        loop.execute(() -> {
            if (listeners.add(listener) && state == SessionState.LIVE) {
                listener.live(jid);
            }
        });
    }

    @Override
    public void removeListener(SessionListener listener) {
        listeners.remove(listener);
    }

    @Override
    public void close(Duration timeout) {
        CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
        loop.execute(() -> closeOnLoop(timeout, closed));
        if (!loop.inEventLoop()) {
            awaitClosed(closed, timeout);
        }
    }

    private void closeOnLoop(Duration timeout, CompletableFuture<@Nullable Void> closed) {
        changeTo(SessionState.CLOSED);
        router.removeChangeListener(handlersChanged);
        cancelRetry();
        if (attempt != null) {
            attempt.cancel();
        }
        waiters.fail(notLive());
        LiveStream stream = live;
        if (stream == null) {
            closed.complete(null);
        } else {
            stream.close(timeout).addListener(done -> closed.complete(null));
        }
    }

    private void awaitClosed(CompletableFuture<@Nullable Void> closed, Duration timeout) {
        try {
            closed.get(timeout.toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> config.describe() + ": not closed in time", e);
        }
    }
}
