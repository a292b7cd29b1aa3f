package org.xmppra.core.session;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmppException;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.IqStatistics;
import org.xmppra.core.iq.PendingRequest;
import org.xmppra.core.iq.RequestListener;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.session.ConnectException.Kind;

/** A session as other threads see it: they read volatile fields, or hand over to the session's event loop. */
final class LogicalSession implements XmppSession {
    private static final System.Logger LOG = System.getLogger(LogicalSession.class.getName());

    private final SessionConfig config;
    private final XmppRuntime runtime;
    private final EventLoop loop;
    private final Waiters waiters = new Waiters();
    private final SessionListeners listeners;
    private final SessionLife life;

    LogicalSession(SessionConfig config, XmppRuntime runtime, IqRouter router, IqStatistics statistics) {
        this.config = config;
        this.runtime = runtime;
        this.loop = runtime.loops().next();
        this.listeners = new SessionListeners(config.describe());
        this.life = new SessionLife(config, runtime, router, statistics, loop, listeners, waiters);
    }

    void open() {
        loop.execute(life::begin);
    }

    @Override
    public SessionConfig config() {
        return config;
    }

    @Override
    public SessionState state() {
        return life.state();
    }

    @Override
    public Jid jid() {
        return life.jid();
    }

    @Override
    public void awaitLive(Duration timeout) throws XmppException, InterruptedException {
        if (life.state() == SessionState.LIVE) {
            return;
        }
        refuseOnLoop();
        CompletableFuture<@Nullable Void> waiter = new CompletableFuture<>();
        loop.execute(() -> life.enlist(waiter));
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

    @Override
    public Iq request(Iq request, Consumer<PendingRequest> begun, Duration timeout) throws XmppException {
        if (!request.type().isRequest()) {
            return sendAnswer(request);
        }
        refuseOnLoop();
        Binding binding = life.binding();
        if (binding == null) {
            throw life.notLive();
        }
        return binding.request(request, begun, timeout);
    }

    @Override
    public PendingRequest request(Iq request, Duration timeout, RequestListener listener) {
        Binding binding = life.binding();
        if (binding != null) {
            return binding.request(request, timeout, listener);
        }
        listener.ended(new RequestOutcome.ConnectionLost(life.notLive()));
        return () -> false;
    }

    @Override
    public void together(Runnable sends) {
        Binding binding = life.binding();
        if (binding == null) {
            sends.run();
        } else {
            binding.together(sends);
        }
    }

    @Override
    public int pendingRequests() {
        Binding binding = life.binding();
        return binding == null ? 0 : binding.pendingRequests();
    }

    private Iq sendAnswer(Iq answer) throws XmppException {
        Binding binding = life.binding();
        if (binding == null || !binding.send(answer, () -> {})) {
            throw life.notLive();
        }
        return answer;
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
        loop.execute(() -> life.addListener(listener));
    }

    @Override
    public void removeListener(SessionListener listener) {
        listeners.remove(listener);
    }

    @Override
    public void close(Duration timeout) {
        CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
        loop.execute(() -> life.close(timeout, closed));
        if (!loop.inEventLoop()) {
            awaitClosed(closed, timeout);
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
