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
import org.jspecify.annotations.Nullable;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.XmppConnectionException;
import org.xmppra.XmppException;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.PendingRequest;
import org.xmppra.core.iq.RequestListener;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.session.ConnectException.Kind;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamNamespaces;

/**
 * The session behind all its streams. Everything that changes is changed on one event loop; other threads read the
 * volatile fields or enqueue.
 */
final class LogicalSession implements XmppSession {
    private static final int SUFFIX_BYTES = 6;

    private final SessionConfig config;
    private final XmppRuntime runtime;
    private final IqRouter router;
    private final EventLoop loop;
    private final Backoff backoff;
    private final Waiters waiters = new Waiters();
    private final Set<SessionListener> listeners = new CopyOnWriteArraySet<>();
    private final @Nullable String resource;

    private volatile SessionState state = SessionState.CONNECTING;
    private volatile @Nullable LiveStream live;
    private volatile Jid jid;
    private @Nullable ConnectAttempt attempt;
    private @Nullable Future<?> retry;

    LogicalSession(SessionConfig config, XmppRuntime runtime, IqRouter router) {
        this.config = config;
        this.runtime = runtime;
        this.router = router;
        this.loop = runtime.loops().next();
        this.backoff = new Backoff(
                config.timing().reconnect(), () -> ThreadLocalRandom.current().nextDouble());
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

    void open() {
        loop.execute(this::attempt);
    }

    private void attempt() {
        retry = null;
        if (state != SessionState.CONNECTING) {
            return;
        }
        ConnectAttempt started = new ConnectAttempt(config, runtime, loop, resource);
        attempt = started;
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
        if (!changeTo(SessionState.LIVE)) {
            negotiated.channel().goodbye(Duration.ZERO);
            return;
        }
        backoff.reset();
        jid = negotiated.jid();
        LiveStream stream = new LiveStream(config, negotiated, router, this::lost);
        live = stream;
        stream.start();
        if (config.announcePresence() && !config.mode().isComponent()) {
            stream.send(initialPresence());
        }
        listeners.forEach(listener -> listener.live(negotiated.jid()));
        waiters.succeed();
    }

    /** Says that this resource answers, what it can, and that it wants no messages (RFC 6121 §4.2, XEP-0115). */
    private XmlElement initialPresence() {
        XmlElement.Builder presence =
                XmlElement.named(StreamNamespaces.CLIENT, "presence").child("priority", "-1");
        router.capabilities().ifPresent(presence::child);
        return presence.build();
    }

    private void attemptFailed(ConnectException cause) {
        if (state.isFinal()) {
            return;
        }
        boolean again = config.timing().reconnect().enabled();
        if (again) {
            retryAfter(cause.kind().isTransient() ? backoff.afterTransientFailure() : backoff.afterHopelessFailure());
        } else {
            changeTo(SessionState.DEAD);
        }
        listeners.forEach(listener -> listener.attemptFailed(cause));
        waiters.fail(cause);
    }

    private void lost(LiveStream stream, StreamEnd end) {
        if (live != stream) {
            return;
        }
        live = null;
        if (state.isFinal()) {
            return;
        }
        boolean again = config.timing().reconnect().enabled();
        changeTo(again ? SessionState.CONNECTING : SessionState.DEAD);
        XmppConnectionException cause = new XmppConnectionException(
                config.describe() + ": " + end.describe(), DeliveryStatus.SENT_FATE_UNKNOWN);
        listeners.forEach(listener -> listener.lost(cause));
        if (again) {
            retryAfter(isEvicted(end) ? backoff.afterHopelessFailure() : backoff.afterTransientFailure());
        }
    }

    /** Another session took a client's exact resource: coming back at once would evict it in turn, for ever. */
    private boolean isEvicted(StreamEnd end) {
        return !config.mode().isComponent()
                && end instanceof StreamEnd.PeerError peer
                && peer.error().condition() == StreamErrorCondition.CONFLICT;
    }

    private void retryAfter(Duration delay) {
        retry = loop.schedule(this::attempt, delay.toNanos(), TimeUnit.NANOSECONDS);
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
            case CONNECTING -> waiters.add(waiter);
        }
    }

    @Override
    public Iq request(Iq request, Duration timeout) throws XmppException {
        if (!request.type().isRequest()) {
            return sendAnswer(request);
        }
        refuseOnLoop();
        LiveStream stream = live;
        if (stream == null) {
            throw notLive();
        }
        return stream.request(request, timeout);
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

    private Iq sendAnswer(Iq answer) throws XmppException {
        LiveStream stream = live;
        if (stream == null || !stream.send(answer)) {
            throw notLive();
        }
        return answer;
    }

    private ConnectException notLive() {
        return new ConnectException(
                Kind.COMMUNICATION, "There is no live session for " + config.describe() + " (" + state + ")", null);
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
        if (retry != null) {
            retry.cancel(false);
        }
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
            System.getLogger(LogicalSession.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> config.describe() + ": not closed in time", e);
        }
    }
}
