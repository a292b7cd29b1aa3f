package org.xmppra.ra.work;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.work.HintsContext;
import jakarta.resource.spi.work.SecurityContext;
import jakarta.resource.spi.work.WorkContext;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.session.XmppRuntime;
import org.xmppra.core.xml.XmlLimits;

/**
 * All threads of one adapter instance, every one a Work of the container: event loops; two helpers for what may block
 * (name look-ups, key derivation, handing callbacks to an application's executor); one dispatcher, which alone submits
 * short works, because the container may block whoever submits when its queue is full.
 *
 * <p>Helpers are apart from the short works on purpose: a message-driven bean that waits for a connection holds a short
 * work, and must not wait for one.
 */
public final class AdapterThreads implements ShortWorks {
    private static final System.Logger LOG = System.getLogger("org.xmppra.ra.work");
    private static final int HELPERS = 2;

    private final Works works;
    private final EventLoopGroup loops;
    private final ResidentWorkers helpers;
    private final ResidentWorkers dispatcher;
    private final XmppRuntime runtime;
    private final boolean securityContexts;

    private AdapterThreads(BootstrapContext context, int loopCount, XmlLimits limits) {
        works = new Works(context.getWorkManager(), context.isContextSupported(HintsContext.class));
        securityContexts = context.isContextSupported(SecurityContext.class);
        AtomicInteger number = new AtomicInteger();
        Executor loopThreads = loop -> works.startLong("xmpp-ra-loop-" + number.incrementAndGet(), loop);
        loops = new MultiThreadIoEventLoopGroup(loopCount, loopThreads, NioIoHandler.newFactory());
        helpers = ResidentWorkers.start(works, "xmpp-ra-helper", HELPERS);
        dispatcher = ResidentWorkers.start(works, "xmpp-ra-dispatcher", 1);
        runtime = new XmppRuntime(loops, helpers, limits);
    }

    /**
     * Starts the threads; connects nowhere.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the container refuses to run them
     */
    public static AdapterThreads start(BootstrapContext context, int loopCount, XmlLimits limits) {
        AdapterThreads threads = new AdapterThreads(context, loopCount, limits);
        // A loop starts with its first task: here, rather than on whatever thread comes first later.
        for (EventExecutor loop : threads.loops) {
            loop.execute(() -> {});
        }
        return threads;
    }

    /** What sessions run on. */
    public XmppRuntime runtime() {
        return runtime;
    }

    /** Runs what may block or call the container; never blocks its caller. */
    public Executor helpers() {
        return helpers;
    }

    /** Whether the container can run a work for a caller that the adapter names. */
    public boolean canNameCallers() {
        return securityContexts;
    }

    @Override
    public void submit(Runnable task, NeverRun neverRun, @Nullable WorkContext context) {
        dispatcher.execute(() -> works.startShort(task, neverRun, context));
    }

    /**
     * Ends every thread and waits until the container has done with each, within the time. Call it after everything that
     * uses them is closed.
     */
    public void stop(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        loops.shutdownGracefully(0, timeout.toMillis() / 2, TimeUnit.MILLISECONDS);
        helpers.close();
        dispatcher.close();
        try {
            loops.awaitTermination(left(deadline), TimeUnit.NANOSECONDS);
            awaitNettyQuiet(deadline);
            if (!works.awaitCompletion(Duration.ofNanos(left(deadline)))) {
                LOG.log(Level.WARNING, "XMPPRA-0091 Some threads of the XMPP resource adapter did not end in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Netty's own global thread was seen to hold the adapter's class loader until it is idle. */
    private static void awaitNettyQuiet(long deadline) throws InterruptedException {
        try {
            GlobalEventExecutor.INSTANCE.awaitInactivity(left(deadline), TimeUnit.NANOSECONDS);
        } catch (IllegalStateException neverStarted) {
            LOG.log(Level.TRACE, "Netty's global executor was never used", neverStarted);
        }
    }

    private static long left(long deadline) {
        return Math.max(1, deadline - System.nanoTime());
    }
}
