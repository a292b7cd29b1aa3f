package org.xmppra.ra.container;

import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.HintsContext;
import jakarta.resource.spi.work.SecurityContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;

/** Runs each work on a thread of its own, named like the work; refuses to be called from an event loop. */
public final class StubWorkManager implements WorkManager {
    private static final ThreadLocal<String> CALLER = new ThreadLocal<>();

    private final Breaches breaches;
    private final List<Thread> unfinished = new CopyOnWriteArrayList<>();
    private final List<String> longRunning = new CopyOnWriteArrayList<>();
    private final AtomicInteger shortRunning = new AtomicInteger();
    private final AtomicInteger mostShortRunning = new AtomicInteger();
    private volatile boolean rejecting;
    private volatile boolean dropping;

    StubWorkManager(Breaches breaches) {
        this.breaches = breaches;
    }

    /** From now on short works are refused. */
    public void rejectShortWorks() {
        rejecting = true;
    }

    /** From now on short works are accepted and completed, but never run, as WildFly does after IJ000202. */
    public void dropShortWorks() {
        dropping = true;
    }

    /** From now on works run again. */
    public void runWorks() {
        rejecting = false;
        dropping = false;
    }

    /** The names of the long-running works that were started. */
    public List<String> longRunning() {
        return List.copyOf(longRunning);
    }

    /** Works that a thread has still to do with. */
    public List<String> unfinished() {
        return unfinished.stream().map(Thread::getName).toList();
    }

    /** The most short works that ran at a time. */
    public int mostShortRunning() {
        return mostShortRunning.get();
    }

    @Override
    public void scheduleWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener)
            throws WorkException {
        if (Thread.currentThread().getName().contains("loop")) {
            breaches.note("scheduleWork was called on an event loop");
        }
        String name = longName(work);
        if (name == null && rejecting) {
            WorkRejectedException refusal = new WorkRejectedException("the queue is full");
            tell(listener, WorkEvent.WORK_REJECTED, work, refusal);
            throw refusal;
        }
        tell(listener, WorkEvent.WORK_ACCEPTED, work, null);
        Thread thread = new Thread(() -> run(work, name, listener), name == null ? "short-work" : name);
        thread.setDaemon(true);
        unfinished.add(thread);
        thread.start();
    }

    private void run(Work work, String longName, WorkListener listener) {
        if (longName != null) {
            longRunning.add(longName);
        } else {
            mostShortRunning.accumulateAndGet(shortRunning.incrementAndGet(), Math::max);
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            if (longName != null || !dropping) {
                tell(listener, WorkEvent.WORK_STARTED, work, null);
                setUp(work);
                work.run();
            }
        } catch (Throwable thrown) {
            breaches.note("a work threw " + thrown);
        } finally {
            if (longName == null) {
                shortRunning.decrementAndGet();
            }
            if (Thread.currentThread().getContextClassLoader() != loader) {
                breaches.note("a work left its context class loader on the container's thread");
            }
            tell(listener, WorkEvent.WORK_COMPLETED, work, null);
            work.release();
            if (longName != null) {
                tidyUp();
            }
            unfinished.remove(Thread.currentThread());
        }
    }

    /** Containers still have to do for a work after they told of its completion; WildFly gives back a permit. */
    private static void tidyUp() {
        long began = System.nanoTime();
        while (System.nanoTime() - began < 5_000_000) {
            Thread.onSpinWait();
        }
    }

    /** The caller and groups that the container was told for the work of this thread, such as {@code a@b[staff]}. */
    public static String caller() {
        return CALLER.get();
    }

    /** As a container does it before it runs the work. */
    private void setUp(Work work) {
        CALLER.remove();
        if (work instanceof WorkContextProvider provider) {
            for (WorkContext context : provider.getWorkContexts()) {
                if (context instanceof SecurityContext security) {
                    Subject subject = new Subject();
                    security.setupSecurityContext(callbacks -> CALLER.set(told(callbacks)), subject, null);
                }
            }
        }
    }

    private static String told(Callback[] callbacks) {
        StringBuilder told = new StringBuilder();
        for (Callback callback : callbacks) {
            if (callback instanceof CallerPrincipalCallback caller) {
                told.append(caller.getName());
            } else if (callback instanceof GroupPrincipalCallback groups) {
                told.append(new TreeSet<>(List.of(groups.getGroups())));
            }
        }
        return told.toString();
    }

    private String longName(Work work) {
        if (!(work instanceof WorkContextProvider provider)) {
            return null;
        }
        for (WorkContext context : provider.getWorkContexts()) {
            if (context instanceof HintsContext hints
                    && Boolean.TRUE.equals(hints.getHints().get(HintsContext.LONGRUNNING_HINT))) {
                return (String) hints.getHints().get(HintsContext.NAME_HINT);
            }
        }
        return null;
    }

    private void tell(WorkListener listener, int type, Work work, WorkException failure) {
        if (listener == null) {
            return;
        }
        WorkEvent event = new WorkEvent(this, type, work, failure);
        switch (type) {
            case WorkEvent.WORK_ACCEPTED -> listener.workAccepted(event);
            case WorkEvent.WORK_REJECTED -> listener.workRejected(event);
            case WorkEvent.WORK_STARTED -> listener.workStarted(event);
            default -> listener.workCompleted(event);
        }
    }

    @Override
    public void scheduleWork(Work work) throws WorkException {
        scheduleWork(work, INDEFINITE, null, null);
    }

    @Override
    public void doWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void doWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
        throw new UnsupportedOperationException();
    }
}
