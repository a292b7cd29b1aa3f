package org.xmppra.ra.work;

import io.netty.util.concurrent.FastThreadLocal;
import jakarta.resource.spi.work.Work;

/**
 * A task as a Work: runs with the adapter's class loader and leaves no thread-local of Netty's on the container's
 * thread.
 */
class AdapterWork implements Work {
    private final Runnable task;

    AdapterWork(Runnable task) {
        this.task = task;
    }

    @Override
    public void run() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(AdapterWork.class.getClassLoader());
        try {
            task.run();
        } finally {
            FastThreadLocal.removeAll();
            thread.setContextClassLoader(before);
        }
    }

    /** Nothing to do: each task has an end of its own, and some containers call this after {@link #run()} too. */
    @Override
    public void release() {}
}
