package org.xmppra.ra.inbound;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Checks bound payloads against their constraints where the server has Jakarta Validation; elsewhere there is nothing to
 * check. Thread-safe.
 */
final class PayloadValidation implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.xmppra.ra.inbound");

    private @Nullable JakartaValidation validation;
    private boolean decided;

    /**
     * Checks one payload. Called on a delivery thread, with the application's class loader: constraints and their
     * configuration are the application's.
     *
     * @throws UnfitPayloadException if it violates constraints; names the paths, never the values
     */
    void check(Object payload) throws UnfitPayloadException {
        JakartaValidation available = available();
        if (available != null) {
            available.check(payload);
        }
    }

    private synchronized @Nullable JakartaValidation available() {
        if (!decided) {
            try {
                validation = JakartaValidation.open();
            } catch (LinkageError absent) {
                LOG.log(
                        Level.DEBUG,
                        "This server has no Jakarta Validation: constraints of payloads are not checked",
                        absent);
            }
            decided = true;
        }
        return validation;
    }

    /** Lets go of the application's classes. */
    @Override
    public synchronized void close() {
        if (validation != null) {
            validation.close();
            validation = null;
        }
        decided = true;
    }
}
