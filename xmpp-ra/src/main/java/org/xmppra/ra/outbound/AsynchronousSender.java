package org.xmppra.ra.outbound;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.xmppra.Iq;
import org.xmppra.IqCallbackHandle;
import org.xmppra.IqCancelledException;
import org.xmppra.IqErrorException;
import org.xmppra.IqTimeoutException;
import org.xmppra.IqType;
import org.xmppra.XmppException;
import org.xmppra.core.iq.PendingRequest;
import org.xmppra.core.iq.RequestOutcome;

/**
 * The asynchronous forms of sending. How a request ended is told on the component's managed executor, in the context of
 * the call; the event loop only hands it to a helper, which hands it to the executor.
 */
final class AsynchronousSender {
    private static final System.Logger LOG = System.getLogger("org.xmppra.ra.outbound");

    private final XmppManagedConnection lease;
    private final ComponentContext component = ComponentContext.ofCaller();

    AsynchronousSender(XmppManagedConnection lease) {
        this.lease = lease;
    }

    CompletionStage<Iq> send(Iq request, Duration timeout) throws XmppException {
        CompletableFuture<Iq> stage = component.newFuture();
        if (!request.type().isRequest()) {
            stage.complete(lease.request(request, timeout));
            return stage;
        }
        Consumer<RequestOutcome> completion =
                component.contextual(outcome -> complete(stage, request, timeout, outcome));
        lease.request(
                request,
                timeout,
                outcome -> tell(completion, outcome, () -> stage.completeExceptionally(cancelled(request))));
        return stage;
    }

    List<CompletionStage<Iq>> send(List<Iq> requests, Duration timeout) {
        List<CompletionStage<Iq>> stages = new ArrayList<>(requests.size());
        lease.together(() -> requests.forEach(request -> stages.add(sendOrFail(request, timeout))));
        return stages;
    }

    private CompletionStage<Iq> sendOrFail(Iq request, Duration timeout) {
        try {
            return send(request, timeout);
        } catch (XmppException | RuntimeException refused) {
            CompletableFuture<Iq> failed = component.newFuture();
            failed.completeExceptionally(refused);
            return failed;
        }
    }

    private static void complete(CompletableFuture<Iq> stage, Iq request, Duration timeout, RequestOutcome outcome) {
        if (outcome instanceof RequestOutcome.Answered answered
                && answered.response().type() != IqType.ERROR) {
            stage.complete(answered.response());
        } else {
            stage.completeExceptionally(failure(request, timeout, outcome));
        }
    }

    IqCallbackHandle send(Iq request, Consumer<Iq> answered, BiConsumer<Iq, XmppException> unanswered, Duration timeout)
            throws XmppException {
        if (!request.type().isRequest()) {
            lease.request(request, timeout);
            return () -> false;
        }
        Consumer<RequestOutcome> callback = component.contextual(outcome -> {
            if (outcome instanceof RequestOutcome.Answered answer) {
                answered.accept(answer.response());
            } else {
                unanswered.accept(request, failure(request, timeout, outcome));
            }
        });
        PendingRequest pending = lease.request(request, timeout, outcome -> {
            if (!(outcome instanceof RequestOutcome.Cancelled)) {
                tell(callback, outcome, () -> {});
            }
        });
        return pending::cancel;
    }

    private void tell(Consumer<RequestOutcome> contextual, RequestOutcome outcome, Runnable rejected) {
        try {
            lease.threads().helpers().execute(() -> handOver(contextual, outcome, rejected));
        } catch (RejectedExecutionException stopped) {
            // The adapter has stopped, and no loop of it is left to be held up.
            handOver(contextual, outcome, rejected);
        }
    }

    private void handOver(Consumer<RequestOutcome> contextual, RequestOutcome outcome, Runnable rejected) {
        try {
            component.executor().execute(() -> contextual.accept(outcome));
        } catch (RejectedExecutionException gone) {
            LOG.log(Level.DEBUG, "The end of a request is not told: the application is gone or suspended", gone);
            lease.countOutcomeUntold();
            rejected.run();
        }
    }

    private static XmppException failure(Iq request, Duration timeout, RequestOutcome outcome) {
        Objects.requireNonNull(outcome, "outcome");
        if (outcome instanceof RequestOutcome.Answered answered) {
            return new IqErrorException(answered.response());
        }
        if (outcome instanceof RequestOutcome.TimedOut) {
            return new IqTimeoutException(request, timeout);
        }
        return outcome instanceof RequestOutcome.ConnectionLost lost ? lost.cause() : cancelled(request);
    }

    private static IqCancelledException cancelled(Iq request) {
        return new IqCancelledException("The request " + request.id() + " was given up on this side");
    }
}
