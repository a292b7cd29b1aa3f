package org.xmppra.ra.outbound;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The application component that calls: its managed executor, and its context (naming, class loader, security), captured
 * at the call. Capturing the executor alone would not do: containers capture the context of whoever submits.
 */
final class ComponentContext {
    private static final String EXECUTOR = "java:comp/DefaultManagedExecutorService";
    private static final String CONTEXTS = "java:comp/DefaultContextService";

    private final ManagedExecutorService executor;
    private final ContextService contexts;

    private ComponentContext(ManagedExecutorService executor, ContextService contexts) {
        this.executor = executor;
        this.contexts = contexts;
    }

    /**
     * The calling component.
     *
     * @throws IllegalStateException if the calling thread belongs to none
     */
    @SuppressWarnings("BanJNDI") // Two constant names of the component's own namespace.
    static ComponentContext ofCaller() {
        try {
            InitialContext naming = new InitialContext();
            return new ComponentContext(
                    (ManagedExecutorService) naming.lookup(EXECUTOR), (ContextService) naming.lookup(CONTEXTS));
        } catch (NamingException none) {
            throw new IllegalStateException(
                    "There is no component context to call back in (" + EXECUTOR + " and " + CONTEXTS
                            + " cannot be looked up here): send asynchronously from an EJB, a servlet or another managed"
                            + " component, or use the blocking send",
                    none);
        }
    }

    /** Has the consumer run with the caller's context, on whatever thread. */
    <T> Consumer<T> contextual(Consumer<T> consumer) {
        return contexts.contextualConsumer(consumer);
    }

    /** A future whose dependants run on the component's executor. */
    <T> CompletableFuture<T> newFuture() {
        return executor.newIncompleteFuture();
    }

    Executor executor() {
        return executor;
    }
}
