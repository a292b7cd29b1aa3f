package org.xmppra.core.session;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Lets only so many sessions connect to one server at a time, the others in the order they came: a thousand handshakes at once
 * all take longer than any of them may, and fail together, again and again. Servers do not wait for each other. Thread-safe.
 */
public final class ConnectTurns {
    /** Enough to keep a server busy, few enough for each to be done within a second or two. */
    private static final int AT_A_TIME = 32;

    private final Map<String, Line> lines = new HashMap<>();
    private final int atATime;

    /** The usual number at a time. */
    public ConnectTurns() {
        this(AT_A_TIME);
    }

    ConnectTurns(int atATime) {
        this.atATime = atATime;
    }

    /** Those who connect to one server, and those who wait for that. */
    private static final class Line {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private int connecting;
    }

    /**
     * Waits for a turn; never blocks.
     *
     * @param server whose line it is
     * @param turn called once, at once on this thread or later on that of whoever gives a turn back; must not throw, and has to
     *     see to it that {@link #giveBack} follows
     */
    void take(String server, Runnable turn) {
        synchronized (this) {
            Line line = lines.computeIfAbsent(server, first -> new Line());
            if (line.connecting == atATime) {
                line.waiting.add(turn);
                return;
            }
            line.connecting++;
        }
        turn.run();
    }

    /** Ends a turn; the next in line has it. */
    void giveBack(String server) {
        Runnable next = end(server);
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable end(String server) {
        Line line = lines.get(server);
        if (line == null) {
            throw new IllegalStateException("Nobody has a turn at " + server);
        }
        Runnable next = line.waiting.poll();
        if (next == null && --line.connecting == 0) {
            lines.remove(server);
        }
        return next;
    }

    /** Whether nobody connects and nothing is kept. */
    synchronized boolean isIdle() {
        return lines.isEmpty();
    }
}
