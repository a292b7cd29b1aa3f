package org.xmppra.ra.inbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorCondition;

/**
 * Calls a bean as the container wants it: create, before, call, after, release, on one thread, always paired; and answers
 * when the outcome is known, after the transaction and after the stage that the bean may have returned.
 */
final class EndpointInvoker {
    private static final System.Logger LOG = System.getLogger("org.xmppra.ra.inbound");
    private static final int ATTEMPTS = 4;
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final MessageEndpointFactory endpoints;
    private final ClassLoader loader;
    private final PayloadValidation validation;
    private final @Nullable TransactionSynchronizationRegistry transactions;

    EndpointInvoker(
            MessageEndpointFactory endpoints,
            Class<?> bean,
            PayloadValidation validation,
            @Nullable TransactionSynchronizationRegistry transactions) {
        this.endpoints = endpoints;
        this.loader = bean.getClassLoader();
        this.validation = validation;
        this.transactions = transactions;
    }

    /** Delivers one request on the calling thread; answers it, or leaves that to a transaction or stage. Never throws. */
    void deliver(Delivery delivery) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            bindAndCall(delivery);
        } catch (RuntimeException | LinkageError failure) {
            delivery.answer(FailureAnswers.of(delivery.handler(), failure));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void bindAndCall(Delivery delivery) {
        @Nullable Object[] arguments;
        try {
            arguments = delivery.handler().bind(delivery, validation);
        } catch (UnfitPayloadException unfit) {
            delivery.answer(
                    StanzaError.of(StanzaErrorCondition.BAD_REQUEST).withText(String.valueOf(unfit.getMessage())));
            return;
        }
        MessageEndpoint endpoint = create(delivery);
        if (endpoint == null) {
            delivery.answer(StanzaErrorCondition.RESOURCE_CONSTRAINT);
            return;
        }
        try {
            call(endpoint, delivery, arguments);
        } finally {
            endpoint.release();
        }
    }

    /** A container that is short of beans is asked again, a few times; null if it has none, or nobody waits any more. */
    private @Nullable MessageEndpoint create(Delivery delivery) {
        long pause = FIRST_PAUSE_NANOS;
        for (int attempt = 1; !delivery.isAnswered(); attempt++) {
            try {
                return endpoints.createEndpoint(null);
            } catch (UnavailableException none) {
                if (attempt == ATTEMPTS) {
                    LOG.log(Level.DEBUG, () -> delivery.handler().describe() + ": the container has no bean", none);
                    return null;
                }
            }
            LockSupport.parkNanos(this, pause);
            pause *= 2;
        }
        return null;
    }

    private void call(MessageEndpoint endpoint, Delivery delivery, @Nullable Object[] arguments) {
        try {
            endpoint.beforeDelivery(delivery.handler().method());
        } catch (NoSuchMethodException | ResourceException refused) {
            delivery.answer(FailureAnswers.of(delivery.handler(), refused));
            return;
        }
        CompletableFuture<Boolean> committed = CompletableFuture.completedFuture(false);
        Result result;
        try {
            committed = TransactionOutcome.observe(transactions);
            result = invoke(endpoint, delivery, arguments);
        } finally {
            after(endpoint, delivery);
        }
        committed.thenAccept(yes -> answer(delivery, result, yes));
    }

    private static void after(MessageEndpoint endpoint, Delivery delivery) {
        try {
            endpoint.afterDelivery();
        } catch (ResourceException failure) {
            // The transaction's own outcome decides on the answer; without one, the bean has done its work.
            LOG.log(
                    Level.WARNING,
                    () -> "XMPPRA-0035 " + delivery.handler().describe() + ": afterDelivery failed",
                    failure);
        }
    }

    private static Result invoke(MessageEndpoint endpoint, Delivery delivery, @Nullable Object[] arguments) {
        try {
            Object value = delivery.handler().method().invoke(endpoint, arguments);
            DeferredReply deferred = delivery.context().methodReturned();
            if (deferred != null) {
                return new Result.Later(deferred.stageInsteadOf(value));
            }
            if (value instanceof CompletionStage<?> stage) {
                return new Result.Later(stage);
            }
            // Inside the transaction: the payload may be an entity that loads lazily.
            return new Result.Now(answer(delivery, value));
        } catch (InvocationTargetException thrown) {
            Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
            return new Result.Failed(FailureAnswers.ofCall(delivery.handler(), cause));
        } catch (IllegalAccessException | IllegalArgumentException unanswerable) {
            return new Result.Failed(FailureAnswers.of(delivery.handler(), unanswerable));
        }
    }

    /** What a bean made of a request. */
    private sealed interface Result {
        record Now(Iq answer) implements Result {}

        record Later(CompletionStage<?> stage) implements Result {}

        record Failed(StanzaError error) implements Result {}
    }

    private static void answer(Delivery delivery, Result result, boolean committed) {
        if (result instanceof Result.Failed failed) {
            delivery.answer(failed.error());
        } else if (!committed) {
            delivery.answer(StanzaErrorCondition.INTERNAL_SERVER_ERROR);
        } else if (result instanceof Result.Now now) {
            delivery.answer(now.answer());
        } else if (result instanceof Result.Later later) {
            answerLater(delivery, later.stage());
        }
    }

    private static void answerLater(Delivery delivery, CompletionStage<?> stage) {
        stage.handle((value, failure) -> {
            try {
                return failure == null
                        ? delivery.answer(answer(delivery, value))
                        : delivery.answer(FailureAnswers.of(delivery.handler(), failure));
            } catch (RuntimeException unanswerable) {
                return delivery.answer(FailureAnswers.of(delivery.handler(), unanswerable));
            }
        });
    }

    private static Iq answer(Delivery delivery, @Nullable Object value) {
        Iq request = delivery.exchange().request();
        if (value == null) {
            return request.reply();
        }
        if (!(value instanceof Iq answer)) {
            return request.reply(value);
        }
        if (answer.type().isRequest()) {
            throw new IllegalArgumentException("a handler answers with a result or an error, not with a "
                    + answer.type() + ": use reply or errorReply of the request");
        }
        return answer;
    }
}
