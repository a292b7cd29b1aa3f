package org.xmppra.ra.container;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;

/**
 * An application component: while it is entered, {@code java:comp} has its executor and context service. What is made
 * contextual sees the name that was current when it was made.
 */
public final class StubComponent implements AutoCloseable {
    private static final ThreadLocal<String> NAME = new ThreadLocal<>();
    private static volatile StubComponent entered;

    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "component-thread");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean gone;

    /** Enters a component on this thread. */
    public static StubComponent enter(String name) {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Naming.class.getName());
        NAME.set(name);
        StubComponent component = new StubComponent();
        entered = component;
        return component;
    }

    /** The component whose context this thread has, and the thread's name. */
    public static String here() {
        return NAME.get() + " on " + Thread.currentThread().getName();
    }

    /** The application is stopped: its executor rejects. */
    public void undeploy() {
        gone = true;
    }

    @Override
    public void close() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        NAME.remove();
        entered = null;
        threads.shutdownNow();
    }

    private void execute(Runnable task) {
        if (gone) {
            throw new RejectedExecutionException("the application is stopped");
        }
        threads.execute(task);
    }

    /** The component's executor. */
    public ManagedExecutorService executor() {
        return stub(ManagedExecutorService.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "execute" -> {
                execute((Runnable) arguments[0]);
                yield null;
            }
            case "newIncompleteFuture" -> new ComponentFuture<>(this::execute);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Object lookup(String name) throws NameNotFoundException {
        return switch (name) {
            case "java:comp/DefaultManagedExecutorService" -> executor();
            case "java:comp/DefaultContextService" ->
                stub(ContextService.class, (proxy, method, arguments) -> {
                    if (!method.getName().equals("contextualConsumer")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return contextual((Consumer<?>) arguments[0]);
                });
            default -> throw new NameNotFoundException(name);
        };
    }

    private static <T> Consumer<T> contextual(Consumer<T> consumer) {
        String captured = NAME.get();
        return value -> {
            String before = NAME.get();
            NAME.set(captured);
            try {
                consumer.accept(value);
            } finally {
                NAME.set(before);
            }
        };
    }

    private static <T> T stub(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(StubComponent.class.getClassLoader(), new Class<?>[] {type}, calls));
    }

    /** Runs what depends on it on the component's threads, as Jakarta Concurrency asks. */
    private static final class ComponentFuture<T> extends CompletableFuture<T> {
        private final Executor executor;

        ComponentFuture(Executor executor) {
            this.executor = executor;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new ComponentFuture<>(executor);
        }

        @Override
        public Executor defaultExecutor() {
            return executor;
        }
    }

    /** Finds what the component that is entered has. */
    public static final class Naming implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            return stub(Context.class, (proxy, method, arguments) -> {
                StubComponent component = entered;
                if (!method.getName().equals("lookup") || component == null) {
                    throw new NameNotFoundException(String.valueOf(arguments[0]));
                }
                return component.lookup((String) arguments[0]);
            });
        }
    }
}
