package org.xmppra.ra.inbound;

import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.XmlBindingException;
import org.xmppra.XmlElement;
import org.xmppra.core.iq.IqClaim;

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
     * @throws UnfitPayloadException if the payload does not fit the class, or violates its constraints
     */
    @Nullable Object[] bind(Delivery delivery, PayloadValidation validation) throws UnfitPayloadException {
        @Nullable Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bind(arguments.get(i), delivery, validation);
        }
        return values;
    }

    private static Object bind(Argument argument, Delivery delivery, PayloadValidation validation)
            throws UnfitPayloadException {
        Iq request = delivery.exchange().request();
        if (argument instanceof Argument.Payload payload) {
            return bind(request.payload(), payload.type(), validation);
        }
        return argument instanceof Argument.Context ? delivery.context() : request;
    }

    private static Object bind(XmlElement payload, Class<?> type, PayloadValidation validation)
            throws UnfitPayloadException {
        if (type == XmlElement.class) {
            return payload;
        }
        Object bound;
        try {
            bound = payload.as(type);
        } catch (XmlBindingException unfit) {
            throw new UnfitPayloadException("The payload is not what is expected at " + unfit.path());
        }
        validation.check(bound);
        return bound;
    }

    /** For administrators: class, method and what it answers. */
    String describe() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
