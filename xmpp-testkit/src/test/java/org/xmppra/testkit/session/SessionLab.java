package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.core.iq.IqCounts;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.IqStatistics;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.iq.RouterSettings;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.XmppRuntime;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.session.XmppSessions;
import org.xmppra.core.xml.XmlLimits;
import org.xmppra.testkit.script.ClientLogin;
import org.xmppra.testkit.script.Script;
import org.xmppra.testkit.script.ScriptFailure;
import org.xmppra.testkit.script.ScriptedPeer;

/**
 * All that a test of sessions needs: a runtime, a scripted peer, sessions to it. After each test it closes them, and checks
 * that nothing is left of them ({@link LeakCheck}) and that no log line tells the password ({@link LogCapture}).
 */
final class SessionLab implements BeforeEachCallback, AfterEachCallback {
    static final String DOMAIN = "example.org";
    static final String USER = "alice";
    /** No other text in a test holds it, so that finding it in a log or message is finding a leak. */
    static final String PASSWORD = "0pen-5esame-never-shown";

    static final Jid PEER = Jid.of("bob@example.org/home");
    static final Duration LONG = Duration.ofSeconds(10);

    private final List<XmppSession> sessions = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<?>> requests = new CopyOnWriteArrayList<>();
    private LogCapture logs;
    private MultiThreadIoEventLoopGroup loops;
    private ExecutorService blocking;
    private ExecutorService callers;
    private XmppRuntime runtime;
    private IqStatistics statistics;
    private IqRouter router;
    private ScriptedPeer peer;

    @Override
    public void beforeEach(ExtensionContext context) {
        logs = LogCapture.start();
        loops = LeakCheck.loops();
        blocking = Executors.newCachedThreadPool(LeakCheck.threads("blocking"));
        callers = Executors.newCachedThreadPool(LeakCheck.threads("caller"));
        runtime = new XmppRuntime(loops, blocking, XmlLimits.DEFAULT);
        statistics = new IqStatistics();
        router = new IqRouter(RouterSettings.client(), statistics);
        peer = ScriptedPeer.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean passed = context.getExecutionException().isEmpty();
        try {
            if (passed) {
                sessions.forEach(LeakCheck::nothingPending);
            }
            sessions.forEach(session -> session.close(Duration.ZERO));
            if (passed) {
                LeakCheck.allEnded(requests, counts());
                LeakCheck.noChannels(loops);
            }
        } finally {
            end(passed);
        }
        if (passed) {
            LeakCheck.noThreads();
            logs.assertNever(PASSWORD);
        }
    }

    private void end(boolean passed) {
        try {
            peer.close();
        } catch (ScriptFailure failure) {
            if (passed) {
                throw failure;
            } // The test has told of it, or of what came of it.
        } finally {
            loops.shutdownGracefully(0, LONG.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
            blocking.shutdownNow();
            callers.shutdownNow();
            logs.stop();
        }
    }

    ScriptedPeer peer() {
        return peer;
    }

    XmppRuntime runtime() {
        return runtime;
    }

    IqRouter router() {
        return router;
    }

    LogCapture logs() {
        return logs;
    }

    IqCounts counts() {
        return statistics.snapshot();
    }

    /** A configuration towards the peer, without TLS. */
    Configs config() {
        return new Configs(peer.port());
    }

    /** A login to it. */
    static ClientLogin login() {
        return ClientLogin.of(DOMAIN, USER, PASSWORD);
    }

    XmppSession open(SessionConfig config) {
        XmppSession session = XmppSessions.open(config, runtime, router);
        sessions.add(session);
        return session;
    }

    /** A session that is live, with this configuration, after the peer has played this. */
    XmppSession live(SessionConfig config, Script login) {
        peer.play(login);
        XmppSession session = open(config);
        live(session);
        peer.await();
        return session;
    }

    /** A session that is live, as {@code alice@example.org/desk}. */
    XmppSession live() {
        return live(config().build(), login().loggedIn());
    }

    /** A session to whichever server the configuration names, once it is live. */
    XmppSession connect(SessionConfig config) {
        XmppSession session = open(config);
        live(session);
        return session;
    }

    static void live(XmppSession session) {
        try {
            session.awaitLive(LONG);
        } catch (Exception e) {
            throw new AssertionError("The session is not live", e);
        }
    }

    /** Why a session with this configuration does not come to life when the peer plays this. */
    ConnectException refusal(SessionConfig config, Script script) {
        peer.play(script);
        return refusal(open(config));
    }

    static ConnectException refusal(XmppSession session) {
        ConnectException refusal = catchThrowableOfType(ConnectException.class, () -> session.awaitLive(LONG));
        assertThat(refusal).as("the refusal").isNotNull();
        LogCapture.assertNever(PASSWORD, refusal);
        return refusal;
    }

    /** Sends a request whose outcome comes later. */
    CompletableFuture<RequestOutcome> ask(XmppSession session, Iq request, Duration timeout) {
        CompletableFuture<RequestOutcome> outcome = new CompletableFuture<>();
        requests.add(outcome);
        session.request(request, timeout, how -> {
            if (!outcome.complete(how)) {
                throw new IllegalStateException("A request ended twice: " + how);
            }
        });
        return outcome;
    }

    CompletableFuture<RequestOutcome> ask(XmppSession session, Iq request) {
        return ask(session, request, LONG);
    }

    /** Sends a request on a thread that waits for it. */
    CompletableFuture<Iq> block(XmppSession session, Iq request, Duration timeout) {
        return call(() -> session.request(request, timeout));
    }

    /** Runs something on a thread of its own. */
    <T> CompletableFuture<T> call(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        requests.add(result);
        callers.execute(() -> {
            try {
                result.complete(task.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** A get that is not the session's own, with an id to find it by. */
    static Iq get(String id) {
        return Iq.get(PEER).id(id).query("urn:example").build();
    }

    /** After this the session has seen all that was sent to it before. */
    static Script seen() {
        return Script.begin()
                .send("<iq type='get' id='seen' from='example.org'><ping xmlns='urn:xmpp:ping'/></iq>")
                .expect("<iq type='result' id='seen' to='example.org'/>");
    }

    static <T> T get(CompletableFuture<T> future) {
        await().atMost(LONG).until(future::isDone);
        return future.join();
    }

    static Throwable failure(CompletableFuture<?> future) {
        await().atMost(LONG).until(future::isDone);
        return future.handle((value, failure) -> failure).join();
    }
}
