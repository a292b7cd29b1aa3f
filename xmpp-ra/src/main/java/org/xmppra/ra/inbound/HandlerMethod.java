package org.xmppra.ra.inbound;

import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.IqContext;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
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
     * @throws IllegalArgumentException if the payload does not fit the class, or violates its constraints; names the path, never the value
     */
    @Nullable Object[] bind(IqExchange exchange, PayloadValidation validation) {
        return arguments.stream()
                .map(argument -> bind(argument, exchange, validation))
                .toArray();
    }

    private static Object bind(Argument argument, IqExchange exchange, PayloadValidation validation) {
        Iq request = exchange.request();
        if (argument instanceof Argument.Payload payload) {
            Object bound = request.payload().as(payload.type());
            if (payload.type() != XmlElement.class) {
                validation.check(bound);
            }
            return bound;
        }
        return argument instanceof Argument.Context ? new Delivered(request, exchange.sender()) : request;
    }

    /** For administrators: class, method and what it answers. */
    String describe() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private record Delivered(Iq request, Jid sender) implements IqContext {}
}
