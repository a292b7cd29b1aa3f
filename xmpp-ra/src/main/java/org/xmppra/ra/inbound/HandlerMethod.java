package org.xmppra.ra.inbound;

import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.IqContext;
import org.xmppra.Jid;
import org.xmppra.core.iq.IqClaim;
import org.xmppra.core.iq.IqExchange;

/**
 * A method of a bean and the requests that it answers.
 *
 * @param method what the container is asked to call
 * @param claim which requests
 * @param arguments what it takes, in order
 */
record HandlerMethod(Method method, IqClaim claim, List<Argument> arguments) {
    /** What a handler method can take. */
    sealed interface Argument {
        /** The request. */
        record Request() implements Argument {}

        /** The request and its sender. */
        record Context() implements Argument {}

        /** The payload in some form: a tree, or bound to a class. */
        record Payload(Class<?> type) implements Argument {}
    }

    /**
     * What to call the method with. Binds payloads, so it is called on a delivery thread only.
     *
     * @throws IllegalArgumentException if the payload does not fit the class; names the path, never the value
     */
    @Nullable Object[] bind(IqExchange exchange) {
        return arguments.stream().map(argument -> bind(argument, exchange)).toArray();
    }

    private static Object bind(Argument argument, IqExchange exchange) {
        Iq request = exchange.request();
        if (argument instanceof Argument.Payload payload) {
            return request.payload().as(payload.type());
        }
        return argument instanceof Argument.Context ? new Delivered(request, exchange.sender()) : request;
    }

    /** For administrators: class, method and what it answers. */
    String describe() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private record Delivered(Iq request, Jid sender) implements IqContext {}
}
