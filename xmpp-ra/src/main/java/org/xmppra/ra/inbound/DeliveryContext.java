package org.xmppra.ra.inbound;

import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.IqContext;
import org.xmppra.IqReply;
import org.xmppra.Jid;
import org.xmppra.core.iq.IqExchange;

/** What a handler method is told of its request. Thread-safe. */
final class DeliveryContext implements IqContext {
    private final IqExchange exchange;
    private @Nullable DeferredReply deferred;
    private boolean returned;

    DeliveryContext(IqExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Iq request() {
        return exchange.request();
    }

    @Override
    public Jid sender() {
        return exchange.sender();
    }

    @Override
    public synchronized IqReply defer() {
        if (returned) {
            throw new IllegalStateException("The answer to the request "
                    + request().id() + " cannot be deferred any more: its handler method has returned");
        }
        if (deferred == null) {
            deferred = new DeferredReply(exchange);
        }
        return deferred;
    }

    /** From now on nothing can be deferred; what was, if anything. */
    synchronized @Nullable DeferredReply methodReturned() {
        returned = true;
        return deferred;
    }
}
