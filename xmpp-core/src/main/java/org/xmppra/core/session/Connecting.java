package org.xmppra.core.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.management.ResumeNegotiator;
import org.xmppra.core.net.ServerTarget;
import org.xmppra.core.sasl.FastMemory;
import org.xmppra.core.session.ConnectAttempt.Negotiated;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.NegotiationException.Reason;
import org.xmppra.core.tls.TlsConfig.Use;

/**
 * All of getting a stream, under one timeout that begins with its turn: asks where the server is, tries one place after the other until one is
 * reached, and goes on where that one sends us. Confined to its event loop.
 */
final class Connecting {
    private final SessionConfig config;
    private final XmppRuntime runtime;
    private final EventLoop loop;
    private final @Nullable String resource;
    private final FastMemory client;
    private final StreamEnd.@Nullable PeerError sentHere;
    private final ResumeNegotiator.@Nullable Session previous;
    private final Promise<Negotiated> result;
    private final Deque<ServerTarget> left = new ArrayDeque<>();
    private final List<Throwable> failures = new ArrayList<>();
    private long deadline;
    private @Nullable ConnectAttempt current;
    private Use use;
    private int redirects;

    /**
     * @param sentHere where the last stream's server sent us, or null
     * @param previous a session to resume in place of binding, or null
     */
    Connecting(
            SessionConfig config,
            XmppRuntime runtime,
            EventLoop loop,
            @Nullable String resource,
            FastMemory client,
            StreamEnd.@Nullable PeerError sentHere,
            ResumeNegotiator.@Nullable Session previous) {
        this.config = config;
        this.runtime = runtime;
        this.loop = loop;
        this.resource = resource;
        this.client = client;
        this.sentHere = sentHere;
        this.previous = previous;
        this.result = loop.newPromise();
        this.use = config.mode().isComponent() ? Use.DISABLED : config.tls().use();
    }

    /** Starts as soon as it has a turn; the promise fails with a {@link ConnectException}. */
    Future<Negotiated> start() {
        Promise<Negotiated> outcome = loop.newPromise();
        result.addListener(done -> {
            if (done.isSuccess()) {
                outcome.setSuccess(result.getNow());
            } else {
                if (current != null) {
                    current.cancel();
                }
                outcome.setFailure(ConnectFailures.translate(config, done.cause()));
            }
        });
        runtime.turns().take(config.server(), this::haveTurn);
        return outcome;
    }

    private void haveTurn() {
        try {
            loop.execute(this::useTurn);
        } catch (RejectedExecutionException stopping) {
            runtime.turns().giveBack(config.server());
        }
    }

    private void useTurn() {
        result.addListener(done -> runtime.turns().giveBack(config.server()));
        long timeoutMillis = config.timing().connectTimeout().toMillis();
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        var timer = loop.schedule(() -> timedOut(timeoutMillis), timeoutMillis, TimeUnit.MILLISECONDS);
        result.addListener(done -> timer.cancel(false));
        try {
            runtime.blocking().execute(this::prepare);
        } catch (RejectedExecutionException e) {
            result.tryFailure(new IOException("no thread to connect with: the adapter is stopping", e));
        }
    }

    /** Gives up. */
    void cancel() {
        result.tryFailure(new StreamEndedException(new StreamEnd.OwnClose()));
    }

    private void timedOut(long timeoutMillis) {
        String stage = current == null ? "looking for the server" : current.stage();
        result.tryFailure(new NegotiationException(
                Reason.PROTOCOL,
                "no success within " + timeoutMillis + " ms, while " + stage + " (property connectTimeoutMillis)"));
    }

    /** Off the loop: trust stores are files, and DNS takes its time. */
    private void prepare() {
        try {
            Places found = Places.prepare(config, runtime.tls(), runtime.blocking());
            List<ServerTarget> targets = sentHere == null ? found.lookUp() : List.of();
            loop.execute(() -> begin(found, targets));
        } catch (Exception e) {
            result.tryFailure(e);
        }
    }

    private void begin(Places found, List<ServerTarget> targets) {
        left.addAll(targets);
        if (sentHere == null) {
            tryNext(found);
        } else {
            follow(found, sentHere, config.startsWithTls());
        }
    }

    private void tryNext(Places known) {
        if (result.isDone()) {
            return;
        }
        // What one place does not take of the time is left to those after it.
        Duration time = Duration.ofNanos(Math.max(1_000_000, (deadline - System.nanoTime()) / left.size()));
        ConnectAttempt attempt =
                new ConnectAttempt(config, runtime, loop, resource, client, known.place(left.remove(), use), previous);
        current = attempt;
        Future<Negotiated> outcome = attempt.start(time);
        outcome.addListener(done -> {
            if (done.isSuccess()) {
                succeeded(outcome.getNow());
            } else {
                failed(known, attempt, done.cause());
            }
        });
    }

    private void succeeded(Negotiated negotiated) {
        if (!result.trySuccess(negotiated)) {
            negotiated.channel().discard();
        }
    }

    private void failed(Places known, ConnectAttempt attempt, Throwable cause) {
        if (result.isDone()) {
            return;
        }
        if (cause instanceof StreamEndedException ended
                && ended.end() instanceof StreamEnd.PeerError error
                && Redirect.isIn(error)) {
            follow(known, error, attempt.place().target().directTls());
        } else if (attempt.hasReached()) {
            result.tryFailure(cause);
        } else {
            failures.add(cause);
            if (left.isEmpty()) {
                result.tryFailure(summary());
            } else {
                tryNext(known);
            }
        }
    }

    private void follow(Places known, StreamEnd.PeerError error, boolean directTls) {
        try {
            if (config.route().webSocket() != null) {
                throw new NegotiationException(
                        Reason.REFUSED,
                        "the server sends us to another place, which is not followed over a WebSocket: ask its"
                                + " administrator where, and set the property connectionURL");
            }
            if (++redirects > Redirect.MOST) {
                throw new NegotiationException(
                        Reason.REFUSED,
                        "sent on to another host (see-other-host) more than " + Redirect.MOST + " times");
            }
            Redirect redirect =
                    Redirect.read(error, use, directTls ? 5223 : config.mode().usualPort());
            use = redirect.use();
            left.clear();
            failures.clear();
            left.add(new ServerTarget(redirect.address(), directTls));
            tryNext(known);
        } catch (NegotiationException e) {
            result.tryFailure(e);
        }
    }

    /** Who nowhere found a server is told of every place. */
    private Throwable summary() {
        Throwable last = failures.get(failures.size() - 1);
        if (failures.size() == 1 || !(last instanceof IOException)) {
            return last;
        }
        IOException all =
                new IOException(failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; ")), last);
        failures.stream().filter(each -> each != last).forEach(all::addSuppressed);
        return all;
    }
}
