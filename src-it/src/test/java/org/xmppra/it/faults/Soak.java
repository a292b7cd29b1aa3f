package org.xmppra.it.faults;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.xmppra.Jid;
import org.xmppra.core.net.Route;
import org.xmppra.core.sasl.Secret;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.SessionConfig.Mode;
import org.xmppra.core.session.SessionConfig.Reconnect;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.session.SessionConfig.Timing;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppRuntime;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.xml.XmlLimits;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;

/**
 * Two accounts on one server ask each other without pause, each through a faulty connection, for a while; then everything is
 * let pass, and both ends' books are compared.
 */
final class Soak implements AutoCloseable {
    static final String PASSWORD = "Sesam-7f3a-öffne";
    static final ServerSpec SERVER = ServerSpec.localhost()
            .withAccount("romeo", PASSWORD)
            .withAccount("julia", PASSWORD)
            .withComponent("unused.localhost", PASSWORD);

    private static final int WINDOW = 200;
    private static final Duration SETTLE = Duration.ofSeconds(40);
    private static final Duration TELL = Duration.ofSeconds(10);
    private static final int TICK_MILLIS = 5;
    /** While there is no session to ask on, one in so many requests is made all the same. */
    private static final int ASK_IN_VAIN = 50;

    private final XmppServer server;
    private final FaultProxy proxy;
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newFixedThreadPool(4);
    private final ExecutorService handlers = Executors.newFixedThreadPool(4);
    private final Ledger romeosRequests = new Ledger();
    private final Ledger juliasRequests = new Ledger();
    private final Party romeo;
    private final Party julia;

    /** Logs both in. */
    Soak(XmppServer server) throws Exception {
        this.server = server;
        proxy = new FaultProxy(server.host(), server.clientPort());
        XmppRuntime runtime = new XmppRuntime(loops, blocking, XmlLimits.DEFAULT);
        romeo = party("romeo", runtime, romeosRequests, juliasRequests);
        julia = party("julia", runtime, juliasRequests, romeosRequests);
        romeo.session().awaitLive(Duration.ofSeconds(30));
        julia.session().awaitLive(Duration.ofSeconds(30));
    }

    private Party party(String name, XmppRuntime runtime, Ledger asking, Ledger answering) {
        Jid jid = Jid.of(name + "@" + server.domain() + "/soak");
        return new Party(config(name), runtime, jid, asking, answering, handlers);
    }

    private SessionConfig config(String name) {
        Reconnect quick = new Reconnect(true, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(5));
        return new SessionConfig(
                Mode.CLIENT,
                server.domain(),
                Route.to(server.host(), proxy.port()),
                name,
                new Secret(PASSWORD),
                new ResourceChoice.Exact("soak"),
                new TlsConfig(TlsConfig.Use.REQUIRED, new TlsConfig.Trust.Store(server.certificate(), null)),
                Set.of(),
                false,
                new Timing(Duration.ofSeconds(10), Duration.ofSeconds(10), quick, Duration.ofSeconds(15)));
    }

    /** What a run came to. */
    record Outcome(
            Reconciliation romeo,
            Reconciliation julia,
            Duration time,
            TreeMap<String, Integer> faults,
            Footprint warm,
            Footprint end) {
        double requestsPerSecond() {
            return (romeo.asked() + julia.asked()) / (double) time.toSeconds();
        }
    }

    /** What the process holds, after a collection. */
    record Footprint(long heapKib, int threads) {
        static Footprint now() {
            System.gc();
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            return new Footprint(heap >> 10, ManagementFactory.getThreadMXBean().getThreadCount());
        }
    }

    /** Runs, telling how it goes. */
    Outcome run(Duration time, int requestsPerSecond, long seed) throws InterruptedException {
        System.out.printf(
                "Soak on %s: %d s, up to %d requests/s, seed %d%n",
                server.name(), time.toSeconds(), requestsPerSecond, seed);
        long begin = System.nanoTime();
        ask(begin, time.dividedBy(10), requestsPerSecond);
        Footprint warm = Footprint.now();
        Faults faults = new Faults(seed, proxy, server);
        Thread harm = new Thread(() -> harm(faults, begin, time), "faults");
        harm.start();
        ask(begin, time, requestsPerSecond);
        harm.join();
        faults.end();
        settle();
        Outcome outcome = new Outcome(
                romeosRequests.reconcile(julia.answersDropped()),
                juliasRequests.reconcile(romeo.answersDropped()),
                time,
                new TreeMap<>(faults.done()),
                warm,
                Footprint.now());
        tell(outcome);
        return outcome;
    }

    private void harm(Faults faults, long begin, Duration time) {
        try {
            Thread.sleep(faults.pause().toMillis());
            for (long passed = System.nanoTime() - begin; passed < time.toNanos(); passed = System.nanoTime() - begin) {
                faults.next(passed > time.toNanos() / 2);
                Thread.sleep(faults.pause().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks at the rate until the time since the beginning has passed; never more at once than the window. */
    private void ask(long begin, Duration until, int requestsPerSecond) throws InterruptedException {
        long asked = (System.nanoTime() - begin) * requestsPerSecond / 1_000_000_000L;
        long told = System.nanoTime();
        for (long passed = System.nanoTime() - begin; passed < until.toNanos(); passed = System.nanoTime() - begin) {
            long due = passed * requestsPerSecond / 1_000_000_000L;
            for (; asked < due; asked++) {
                Party who = asked % 2 == 0 ? romeo : julia;
                if (who.inFlight() < WINDOW && (isConnected(who) || asked % ASK_IN_VAIN == 0)) {
                    who.ask(who == romeo ? julia.jid() : romeo.jid());
                }
            }
            if (System.nanoTime() - told > TELL.toNanos()) {
                told = System.nanoTime();
                System.out.printf(
                        "%d s: romeo %s, %d in flight; julia %s, %d in flight%n",
                        passed / 1_000_000_000L,
                        romeo.session().state(),
                        romeo.inFlight(),
                        julia.session().state(),
                        julia.inFlight());
            }
            Thread.sleep(TICK_MILLIS);
        }
    }

    private static boolean isConnected(Party who) {
        return who.session().state() != SessionState.CONNECTING;
    }

    private void settle() throws InterruptedException {
        long deadline = System.nanoTime() + SETTLE.toNanos();
        while (romeo.inFlight() + julia.inFlight() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(TICK_MILLIS);
        }
        romeo.close();
        julia.close();
        handlers.shutdown();
        handlers.awaitTermination(10, TimeUnit.SECONDS);
    }

    private void tell(Outcome outcome) {
        System.out.println(Reconciliation.head());
        System.out.println(outcome.romeo().row(server.name() + ", romeo asks"));
        System.out.println(outcome.julia().row(server.name() + ", julia asks"));
        System.out.printf(
                "%.0f requests/s over %d s; faults: %s; heap %d -> %d KiB, threads %d -> %d%n",
                outcome.requestsPerSecond(),
                outcome.time().toSeconds(),
                outcome.faults(),
                outcome.warm().heapKib(),
                outcome.end().heapKib(),
                outcome.warm().threads(),
                outcome.end().threads());
    }

    @Override
    public void close() {
        romeo.close();
        julia.close();
        handlers.shutdownNow();
        proxy.close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        blocking.shutdownNow();
    }
}
