package org.xmppra.ra.container;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.matcher.ElementMatchers;
import org.xmppra.IqListener;

/**
 * Makes endpoints of one bean and checks that each is used as §13 asks: before, one call, after, release, on one thread,
 * never twice at a time. An exception that is no application exception rolls back, as in an EJB container.
 */
public final class StubEndpoints implements MessageEndpointFactory {
    private final Object bean;
    private final Breaches breaches;
    private final StubTransactions transactions;
    private final Class<?> proxyClass;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger created = new AtomicInteger();
    private volatile int unavailable;
    private volatile boolean transacted = true;

    StubEndpoints(Object bean, Breaches breaches, StubTransactions transactions) {
        this.bean = bean;
        this.breaches = breaches;
        this.transactions = transactions;
        this.proxyClass = proxyClass(bean);
    }

    /** The next so many endpoints are refused. */
    public void refuseNext(int count) {
        unavailable = count;
    }

    /** Deliveries run without a transaction. */
    public StubEndpoints notTransacted() {
        transacted = false;
        return this;
    }

    /** How many endpoints were made. */
    public int created() {
        return created.get();
    }

    /** How many endpoints were made and not released yet. */
    public int open() {
        return open.get();
    }

    @Override
    public synchronized MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
        if (unavailable > 0) {
            unavailable--;
            throw new UnavailableException("no bean is free");
        }
        if (Thread.currentThread().getName().contains("loop")) {
            breaches.note("createEndpoint was called on an event loop");
        }
        created.incrementAndGet();
        open.incrementAndGet();
        return proxy(new Endpoint());
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource, long timeout) throws UnavailableException {
        return createEndpoint(resource);
    }

    /** A subclass of a bean without interface, as containers make it; else an implementation of its interface. */
    private static Class<?> proxyClass(Object bean) {
        boolean listener = bean instanceof IqListener;
        DynamicType.Builder<?> builder = new ByteBuddy()
                .subclass(listener ? Object.class : bean.getClass())
                .implement(MessageEndpoint.class);
        return (listener ? builder.implement(IqListener.class) : builder)
                .defineField("calls", InvocationHandler.class, Visibility.PUBLIC)
                .method(ElementMatchers.not(ElementMatchers.isDeclaredBy(Object.class)))
                .intercept(InvocationHandlerAdapter.toField("calls"))
                .make()
                .load(bean.getClass().getClassLoader())
                .getLoaded();
    }

    private MessageEndpoint proxy(Endpoint endpoint) {
        try {
            Object proxy = proxyClass.getDeclaredConstructor().newInstance();
            InvocationHandler calls = endpoint::invoke;
            proxyClass.getField("calls").set(proxy, calls);
            return (MessageEndpoint) proxy;
        } catch (ReflectiveOperationException unfit) {
            throw new IllegalStateException(unfit);
        }
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
        return transacted;
    }

    @Override
    public String getActivationName() {
        return "not unique";
    }

    @Override
    public Class<?> getEndpointClass() {
        return bean.getClass();
    }

    private enum State {
        CREATED,
        BEFORE,
        CALLED,
        AFTER,
        RELEASED
    }

    /** One endpoint and where it stands. */
    private final class Endpoint {
        private final Thread thread = Thread.currentThread();
        private State state = State.CREATED;
        private boolean busy;

        Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (Thread.currentThread() != thread) {
                breaches.note(method.getName() + " was called on another thread than createEndpoint");
            }
            switch (method.getName()) {
                case "beforeDelivery" -> {
                    move(State.BEFORE, method, State.CREATED, State.AFTER);
                    if (transacted) {
                        transactions.begin();
                    }
                }
                case "afterDelivery" -> {
                    move(State.AFTER, method, State.BEFORE, State.CALLED);
                    transactions.end();
                }
                case "release" -> {
                    move(State.RELEASED, method, State.CREATED, State.AFTER);
                    open.decrementAndGet();
                }
                default -> {
                    return call(method, arguments);
                }
            }
            return null;
        }

        private Object call(Method method, Object[] arguments) throws Throwable {
            move(State.CALLED, method, State.BEFORE);
            if (busy) {
                breaches.note(method.getName() + " was called while the endpoint was busy");
            }
            busy = true;
            try {
                return method.invoke(bean, arguments);
            } catch (InvocationTargetException thrown) {
                if (!(thrown.getCause() instanceof Exception) || thrown.getCause() instanceof RuntimeException) {
                    rollBack();
                }
                throw thrown.getCause();
            } finally {
                busy = false;
            }
        }

        private void rollBack() {
            if (transacted) {
                transactions.setRollbackOnly();
            }
        }

        private void move(State next, Method method, State... from) {
            if (!List.of(from).contains(state)) {
                breaches.note(method.getName() + " was called on an endpoint that is " + state);
            }
            state = next;
        }
    }
}
