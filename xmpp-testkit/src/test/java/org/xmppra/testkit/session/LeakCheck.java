package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.EventExecutor;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.xmppra.core.iq.IqCounts;
import org.xmppra.core.session.XmppSession;

/** What must be true after every test: no request, channel or thread is left of what it did. */
final class LeakCheck {
    private static final String THREADS = "session-test-";
    private static final AtomicInteger NEXT = new AtomicInteger();

    private LeakCheck() {}

    static ThreadFactory threads(String kind) {
        return task -> {
            Thread thread = new Thread(task, THREADS + kind + "-" + NEXT.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    static void nothingPending(XmppSession session) {
        await("no request is pending")
                .atMost(SessionLab.LONG)
                .untilAsserted(() -> assertThat(session.pendingRequests()).isZero());
    }

    /** Each request has ended, and none was counted as ended twice. */
    static void allEnded(Collection<CompletableFuture<?>> requests, IqCounts counts) {
        assertThat(requests).allMatch(CompletableFuture::isDone);
        long ended = counts.results() + counts.errors() + counts.timeouts() + counts.cancelled() + counts.lost();
        assertThat(ended).as("requests ended, of %s", counts).isGreaterThanOrEqualTo(counts.requestsSent());
    }

    /** Loops that know how many channels are open on them. */
    static MultiThreadIoEventLoopGroup loops() {
        return new MultiThreadIoEventLoopGroup(2, threads("loop"), NioIoHandler.newFactory()) {
            @Override
            protected IoEventLoop newChild(Executor executor, IoHandlerFactory factory, Object... arguments) {
                return new CountingLoop(this, executor, factory);
            }
        };
    }

    private static final class CountingLoop extends SingleThreadIoEventLoop {
        CountingLoop(IoEventLoopGroup group, Executor executor, IoHandlerFactory factory) {
            super(group, executor, factory);
        }

        int channels() {
            return getNumOfRegisteredChannels();
        }
    }

    static void noChannels(EventLoopGroup loops) {
        await("every channel is closed").atMost(SessionLab.LONG).untilAsserted(() -> {
            for (EventExecutor loop : loops) {
                assertThat(((CountingLoop) loop).channels()).isZero();
            }
        });
    }

    static void noThreads() {
        await("every thread has ended")
                .atMost(SessionLab.LONG)
                .untilAsserted(() -> assertThat(threadNames())
                        .noneMatch(name -> name.startsWith(THREADS) || name.startsWith("scripted-peer-")));
    }

    private static List<String> threadNames() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .toList();
    }
}
