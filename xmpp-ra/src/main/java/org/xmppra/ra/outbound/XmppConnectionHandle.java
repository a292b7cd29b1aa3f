package org.xmppra.ra.outbound;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.IqCallbackHandle;
import org.xmppra.Jid;
import org.xmppra.XmppConnection;
import org.xmppra.XmppException;

/** What an application holds: valid from the pool's {@code getConnection} to {@link #close()}. Thread-safe. */
public class XmppConnectionHandle implements XmppConnection {
    private static final HandleState CLOSED = new HandleState.Closed();

    private final AtomicReference<HandleState> state;

    XmppConnectionHandle(XmppManagedConnection lease) {
        state = new AtomicReference<>(new HandleState.Open(lease));
    }

    @Override
    public Jid jid() {
        try {
            return lease().jid();
        } catch (XmppException invalid) {
            throw new IllegalStateException(invalid.getMessage(), invalid);
        }
    }

    @Override
    public Iq send(Iq request) throws XmppException {
        XmppManagedConnection lease = lease();
        return lease.request(
                Objects.requireNonNull(request, "request"), lease.timeouts().request());
    }

    @Override
    public Iq send(Iq request, Duration timeout) throws XmppException {
        return lease().request(Objects.requireNonNull(request, "request"), positive(timeout));
    }

    @Override
    public CompletionStage<Iq> sendAsync(Iq request) throws XmppException {
        XmppManagedConnection lease = lease();
        return new AsynchronousSender(lease).send(request, lease.timeouts().request());
    }

    @Override
    public CompletionStage<Iq> sendAsync(Iq request, Duration timeout) throws XmppException {
        return new AsynchronousSender(lease()).send(request, positive(timeout));
    }

    @Override
    public List<CompletionStage<Iq>> sendAsync(List<Iq> requests) throws XmppException {
        XmppManagedConnection lease = lease();
        return new AsynchronousSender(lease)
                .send(List.copyOf(requests), lease.timeouts().request());
    }

    @Override
    public List<CompletionStage<Iq>> sendAsync(List<Iq> requests, Duration timeout) throws XmppException {
        return new AsynchronousSender(lease()).send(List.copyOf(requests), positive(timeout));
    }

    @Override
    public IqCallbackHandle send(
            Iq request, Consumer<Iq> answered, BiConsumer<Iq, XmppException> unanswered, @Nullable Duration timeout)
            throws XmppException {
        Objects.requireNonNull(answered, "answered");
        Objects.requireNonNull(unanswered, "unanswered");
        XmppManagedConnection lease = lease();
        return new AsynchronousSender(lease)
                .send(
                        request,
                        answered,
                        unanswered,
                        timeout == null ? lease.timeouts().callback() : positive(timeout));
    }

    @Override
    public <T> T get(Jid to, Object payload, Class<T> resultType) throws XmppException {
        return bound(send(Iq.get(to).payload(payload).build()), resultType);
    }

    @Override
    public <T> T set(Jid to, Object payload, Class<T> resultType) throws XmppException {
        return bound(send(Iq.set(to).payload(payload).build()), resultType);
    }

    private static <T> T bound(Iq result, Class<T> resultType) throws XmppException {
        try {
            return result.payload().as(resultType);
        } catch (IllegalStateException | IllegalArgumentException unfit) {
            throw new XmppException("The answer is no " + resultType.getName() + ": " + unfit.getMessage(), unfit);
        }
    }

    private static Duration positive(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("A timeout must be positive, not " + timeout);
        }
        return timeout;
    }

    private XmppManagedConnection lease() throws XmppException {
        HandleState now = state.get();
        if (now instanceof HandleState.Open open) {
            return open.lease();
        }
        if (now instanceof HandleState.Invalid invalid) {
            throw HandleState.invalid(invalid);
        }
        throw new IllegalStateException(
                "This XmppConnection was closed by the application: get another from the factory");
    }

    @Override
    public void close() {
        if (state.getAndSet(CLOSED) instanceof HandleState.Open open) {
            open.lease().handleClosed(this);
        }
    }

    /** The container takes the lease away; an application that uses the handle learns why. */
    void invalidate(@Nullable XmppException lost) {
        HandleState now = state.get();
        if (now instanceof HandleState.Open) {
            state.compareAndSet(now, new HandleState.Invalid(lost));
        }
    }

    /** The container moves the handle to another lease. */
    void moveTo(XmppManagedConnection lease) {
        if (state.getAndSet(new HandleState.Open(lease)) instanceof HandleState.Open open && open.lease() != lease) {
            open.lease().handleMoved(this);
        }
    }

    @Override
    public String toString() {
        HandleState now = state.get();
        return now instanceof HandleState.Open open
                ? "XmppConnection[" + open.lease().jid() + "]"
                : "XmppConnection" + now;
    }
}
