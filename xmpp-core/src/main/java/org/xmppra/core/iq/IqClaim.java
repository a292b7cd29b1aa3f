package org.xmppra.core.iq;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmppra.IqType;

/**
 * Which requests a handler answers.
 *
 * @param types get, set or both
 * @param namespace the payload's namespace, or null for any: a catch-all
 * @param element the payload's local name, or null for any element of the namespace
 */
public record IqClaim(
        Set<IqType> types,
        @Nullable String namespace,
        @Nullable String element) {
    /** Checks that the claim can be met. */
    public IqClaim {
        types = Set.copyOf(types);
        if (types.isEmpty() || !types.stream().allMatch(IqType::isRequest)) {
            throw new IllegalArgumentException("A handler answers get, set or both, not " + types);
        }
        if (namespace == null && element != null) {
            throw new IllegalArgumentException("The element <" + element + "> needs a namespace");
        }
    }

    /** A claim on one type of one element. */
    public static IqClaim of(IqType type, String namespace, String element) {
        return new IqClaim(Set.of(type), Objects.requireNonNull(namespace), Objects.requireNonNull(element));
    }
}
