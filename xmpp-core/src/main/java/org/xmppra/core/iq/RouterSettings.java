package org.xmppra.core.iq;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorCondition;

/**
 * How a router answers what no handler takes.
 *
 * @param component whether the account is a component: it presents itself as such
 * @param builtIns which requests are answered without a handler
 * @param unknown what a request of an unknown namespace is answered with
 */
public record RouterSettings(boolean component, Set<BuiltIn> builtIns, StanzaError unknown) {
    /** What RFC 6120 §8.4 asks for. */
    public static final StanzaError SERVICE_UNAVAILABLE = StanzaError.of(StanzaErrorCondition.SERVICE_UNAVAILABLE);
    /** For peers that expect what SleekXMPP answers. */
    public static final StanzaError NO_HANDLER = StanzaError.of(StanzaErrorCondition.FEATURE_NOT_IMPLEMENTED)
            .withText("No handlers registered for this request.");

    /** Checks that all of it is there. */
    public RouterSettings {
        builtIns = Set.copyOf(builtIns);
        Objects.requireNonNull(unknown, "unknown");
    }

    /** A client account, everything built in. */
    public static RouterSettings client() {
        return new RouterSettings(false, EnumSet.allOf(BuiltIn.class), SERVICE_UNAVAILABLE);
    }

    /** A component, everything built in. */
    public static RouterSettings forComponent() {
        return new RouterSettings(true, EnumSet.allOf(BuiltIn.class), SERVICE_UNAVAILABLE);
    }
}
