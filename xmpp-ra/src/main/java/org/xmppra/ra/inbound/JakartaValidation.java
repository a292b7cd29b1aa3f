package org.xmppra.ra.inbound;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.NoProviderFoundException;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** The only class that needs Jakarta Validation; loaded when a payload is first checked. Thread-safe. */
final class JakartaValidation implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.xmppra.ra.inbound");
    private static final String CONTAINERS = "java:comp/ValidatorFactory";

    private final ValidatorFactory factory;
    private final boolean own;

    private JakartaValidation(ValidatorFactory factory, boolean own) {
        this.factory = factory;
        this.own = own;
    }

    /** The container's factory where this thread sees it, else one of our own; null if the server has no provider. */
    static @Nullable JakartaValidation open() {
        ValidatorFactory containers = lookUp();
        if (containers != null) {
            return new JakartaValidation(containers, false);
        }
        try {
            return new JakartaValidation(Validation.buildDefaultValidatorFactory(), true);
        } catch (NoProviderFoundException none) {
            LOG.log(Level.INFO, "XMPPRA-0037 Constraints of payloads are not checked: {0}", none.getMessage());
            return null;
        }
    }

    @SuppressWarnings("BanJNDI") // a constant name of the component's own namespace
    private static @Nullable ValidatorFactory lookUp() {
        try {
            return new InitialContext().lookup(CONTAINERS) instanceof ValidatorFactory found ? found : null;
        } catch (NamingException none) {
            // Delivery threads have no component's names before the bean is called; on some servers they have.
            return null;
        }
    }

    void check(Object payload) throws UnfitPayloadException {
        Set<ConstraintViolation<Object>> violations = factory.getValidator().validate(payload);
        if (!violations.isEmpty()) {
            throw new UnfitPayloadException(violations.stream()
                    .map(JakartaValidation::describe)
                    .sorted()
                    .collect(Collectors.joining(", ", "Not valid: ", "")));
        }
    }

    /** Not the constraint's message, nor the keys of maps: they may repeat what was sent. */
    private static String describe(ConstraintViolation<?> violation) {
        StringBuilder text = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            append(text, node);
        }
        return text.append(text.isEmpty() ? "the payload (" : " (")
                .append(violation
                        .getConstraintDescriptor()
                        .getAnnotation()
                        .annotationType()
                        .getSimpleName())
                .append(')')
                .toString();
    }

    private static void append(StringBuilder text, Path.Node node) {
        if (node.isInIterable()) {
            text.append('[')
                    .append(node.getIndex() == null ? "" : node.getIndex())
                    .append(']');
        }
        if (node.getName() != null) {
            text.append(text.isEmpty() ? "" : ".").append(node.getName());
        }
    }

    @Override
    public void close() {
        if (own) {
            factory.close();
        }
    }
}
