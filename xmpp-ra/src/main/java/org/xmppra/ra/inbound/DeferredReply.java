package org.xmppra.ra.inbound;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.IqReply;
import org.xmppra.StanzaError;
import org.xmppra.core.iq.IqExchange;

/** An answer that comes later: to the invoker it is one more stage. Thread-safe. */
final class DeferredReply implements IqReply {
    private final IqExchange exchange;
    private final CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();

    DeferredReply(IqExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Iq request() {
        return exchange.request();
    }

    @Override
    public boolean answer(@Nullable Object value) {
        if (exchange.isAnswered()) {
            // The exchange refuses and counts it.
            return exchange.answer(request().reply());
        }
        return answer.complete(value);
    }

    @Override
    public boolean fail(StanzaError error) {
        return answer(request().errorReply(error));
    }

    /** The stage of the answer; fails where the method returned something beside it. */
    CompletionStage<@Nullable Object> stageInsteadOf(@Nullable Object returned) {
        if (returned != null) {
            throw new IllegalArgumentException("a handler method that defers its answer returns null or nothing, not "
                    + returned.getClass().getName());
        }
        return answer;
    }
}
