package org.xmppra.testkit.script;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A TCP server on loopback that plays scripts in raw bytes, as hostile as they are written:
 *
 * <pre>{@code
 * try (ScriptedPeer peer = ScriptedPeer.start()) {
 *     peer.play(Script.begin()
 *             .expect("<stream:stream to='example.org'>")
 *             .send("<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='1'>")
 *             .send("<iq type='resu")
 *             .reset());
 *     … connect a client to peer.port(), look at what it makes of it …
 *     peer.await();
 * }
 * }</pre>
 *
 * <p>Scripts are played one after the other on one daemon thread, named {@code scripted-peer}. When a step fails, the
 * connections are closed, the rest is not played, and {@link #await} and {@link #close} throw what was expected, what came
 * and the transcript so far. Transcripts show all that was sent, passwords included: use made-up ones. Thread-safe.
 */
public final class ScriptedPeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Scene(Script script, CompletableFuture<@Nullable Void> played) {}

    private final ServerSocket server;
    private final Duration patience;
    private final Transcript transcript = new Transcript();
    private final Captures captures = new Captures();
    private final Wire wire;
    private final Thread thread;
    private final BlockingQueue<Scene> scenes = new LinkedBlockingQueue<>();
    private volatile CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);
    private volatile boolean closed;
    private volatile @Nullable ScriptFailure failure;
    private volatile boolean told;

    private ScriptedPeer(Duration patience) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.patience = patience;
        this.wire = new Wire(server, patience, transcript, captures);
        this.thread = new Thread(this::run, "scripted-peer-" + server.getLocalPort());
        thread.setDaemon(true);
    }

    /** Starts to listen on a free port, with a patience of 10 s. */
    public static ScriptedPeer start() {
        return start(PATIENCE);
    }

    /**
     * Starts to listen on a free port.
     *
     * @param patience how long each step waits for the client before it fails
     */
    public static ScriptedPeer start(Duration patience) {
        try {
            ScriptedPeer peer = new ScriptedPeer(patience);
            peer.thread.start();
            return peer;
        } catch (IOException e) {
            throw new IllegalStateException("No port is free on loopback", e);
        }
    }

    /** Where it listens: a literal address. */
    public String host() {
        return server.getInetAddress().getHostAddress();
    }

    /** The port it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    /** Lets a script follow those that are being played. Returns at once. */
    public synchronized ScriptedPeer play(Script script) {
        Scene scene = new Scene(script, new CompletableFuture<>());
        last = scene.played();
        scenes.add(scene);
        return this;
    }

    /**
     * Waits until all scripts given so far have been played.
     *
     * @throws ScriptFailure if one was not followed
     */
    public ScriptedPeer await() {
        try {
            last.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw wire.failure("The waiting thread was interrupted", e);
        } catch (ExecutionException e) {
            tell();
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** Whether all scripts given so far have been played. */
    public boolean isDone() {
        return last.isDone();
    }

    /**
     * What a name stands for.
     *
     * @throws IllegalArgumentException if it stands for nothing
     */
    public String captured(String name) {
        return captures.get(name);
    }

    /** What went over the wire so far: {@code C:} and {@code S:} lines, and events. */
    public String transcript() {
        return transcript.toString();
    }

    private void run() {
        try {
            while (!closed) {
                Scene scene = scenes.take();
                play(scene);
            }
        } catch (InterruptedException e) {
            // Closed while it had nothing to play.
            Thread.currentThread().interrupt();
        }
    }

    private void play(Scene scene) {
        ScriptFailure failed = failure;
        try {
            if (failed == null) {
                for (Step step : scene.script().steps()) {
                    step.play(wire);
                }
            }
        } catch (ScriptFailure e) {
            failed = e;
        } catch (IOException | RuntimeException e) {
            failed = wire.failure("A step failed: " + e, e);
        }
        if (failed == null) {
            scene.played().complete(null);
        } else {
            fail(scene, failed);
        }
    }

    private void fail(Scene scene, ScriptFailure cause) {
        if (!closed) {
            failure = cause;
        }
        try {
            wire.closeAll();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        scene.played().completeExceptionally(cause);
    }

    private void tell() {
        ScriptFailure cause = failure;
        if (cause != null) {
            told = true;
            throw new ScriptFailure(String.valueOf(cause.getMessage()), cause);
        }
    }

    /**
     * Stops listening and closes every connection, whatever is being played.
     *
     * @throws ScriptFailure if a script was not followed and nobody was told yet
     */
    @Override
    public void close() {
        closed = true;
        try {
            server.close();
            wire.closeAll();
            thread.interrupt();
            thread.join(patience.toMillis());
        } catch (IOException e) {
            throw new IllegalStateException("The peer cannot be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!told) {
            tell();
        }
    }
}
