package org.xmppra.bench.wildfly.app;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmppException;
import org.xmppra.bench.Histogram;

/**
 * Works for a while and tells what it came to, as a line of JSON. Parameters: {@code threads} that ask, 0 for none, when the
 * peer asks; {@code warmUp} and {@code time} in milliseconds.
 */
@WebServlet("/load")
public class LoadServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    private transient @Nullable Asker asker;

    @Resource
    private transient @Nullable ManagedThreadFactory threads;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            String result = run(number(request, "threads"), number(request, "warmUp"), number(request, "time"));
            response.setContentType("application/json");
            response.getWriter().println(result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } catch (XmppException | JMException e) {
            throw new IOException(e);
        }
    }

    private static int number(HttpServletRequest request, String name) {
        return Integer.parseInt(request.getParameter(name));
    }

    private String run(int count, long warmUpMillis, long millis)
            throws InterruptedException, JMException, XmppException {
        Load load = new Load(Objects.requireNonNull(asker));
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = Objects.requireNonNull(threads).newThread(load);
            running.add(thread);
            thread.start();
        }
        Thread.sleep(warmUpMillis);
        LongSupplier done = count == 0 ? Answerer::done : load.done::sum;
        load.times.clear();
        long before = done.getAsLong();
        long cpu = cpuNanos();
        long start = System.nanoTime();
        Thread.sleep(millis);
        long nanos = System.nanoTime() - start;
        cpu = cpuNanos() - cpu;
        long worked = done.getAsLong() - before;
        load.on = false;
        for (Thread thread : running) {
            thread.join();
        }
        XmppException failure = load.failure.get();
        if (failure != null) {
            throw failure;
        }
        return String.format(
                Locale.ROOT,
                "{\"count\":%d,\"nanos\":%d,\"cpuNanos\":%d,\"allocated\":-1,\"p50\":%.1f,\"p99\":%.1f,\"p999\":%.1f,\"peakKiB\":0}",
                worked,
                nanos,
                cpu,
                load.times.micros(0.5),
                load.times.micros(0.99),
                load.times.micros(0.999));
    }

    /** By name: the interface belongs to a module of the JDK that applications do not see. */
    private static long cpuNanos() throws JMException {
        return (Long) ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "ProcessCpuTime");
    }

    /** What each thread does. */
    private static final class Load implements Runnable {
        private final Asker asker;
        private final LongAdder done = new LongAdder();
        private final Histogram times = new Histogram();
        private final AtomicReference<@Nullable XmppException> failure = new AtomicReference<>();
        private volatile boolean on = true;

        Load(Asker asker) {
            this.asker = asker;
        }

        @Override
        public void run() {
            try {
                while (on) {
                    long start = System.nanoTime();
                    asker.ask();
                    times.record(System.nanoTime() - start);
                    done.increment();
                }
            } catch (XmppException e) {
                failure.set(e);
                on = false;
            }
        }
    }
}
