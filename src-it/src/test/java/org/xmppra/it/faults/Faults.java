package org.xmppra.it.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.xmppra.it.servers.XmppServer;

/** Does harm to connections and their server, at random, one thing after the other. Confined to one thread. */
final class Faults {
    private static final int KINDS = 6;
    private static final int LONGEST_PAUSE_MILLIS = 5_000;

    private final Random random;
    private final FaultProxy proxy;
    private final XmppServer server;
    private final Map<String, Integer> done = new TreeMap<>();
    private boolean killed;

    Faults(long seed, FaultProxy proxy, XmppServer server) {
        this.random = new Random(seed);
        this.proxy = proxy;
        this.server = server;
    }

    /** How long until the next. */
    Duration pause() {
        return Duration.ofMillis(500 + random.nextInt(LONGEST_PAUSE_MILLIS));
    }

    /** Does the next one; the server is killed once at the latest when half of the time is over, and seldom again. */
    void next(boolean halfTime) {
        int kind = random.nextInt(KINDS);
        if (halfTime && !killed || killed && random.nextInt(60) == 0) {
            killed = true;
            note("server killed -9 and started again");
            server.kill();
            server.start();
        } else if (kind <= 1) {
            note("cut");
            proxy.cut();
        } else if (kind == 2) {
            note("black-holed for up to 2 s");
            proxy.hold(Duration.ofMillis(200 + random.nextInt(1_800)));
        } else if (kind == 3) {
            note("a piece lost");
            proxy.lose(1);
        } else if (kind == 4) {
            note("delayed by up to 200 ms");
            proxy.delay(Duration.ofMillis(10 + random.nextInt(190)));
        } else {
            proxy.delay(Duration.ZERO);
        }
    }

    /** Lets everything pass again. */
    void end() {
        proxy.lose(0);
        proxy.delay(Duration.ZERO);
    }

    /** What was done, and how often. */
    Map<String, Integer> done() {
        return Map.copyOf(done);
    }

    private void note(String what) {
        done.merge(what, 1, Integer::sum);
    }
}
