package org.xmppra.core.sasl;

import java.util.Set;

/**
 * What this side accepts.
 *
 * @param allowedMechanisms the mechanisms to choose from; empty for all that are implemented
 * @param minIterations the least SCRAM iteration count that is accepted
 * @param maxIterations the greatest SCRAM iteration count that is worked off
 */
public record SaslPolicy(Set<String> allowedMechanisms, int minIterations, int maxIterations) {
    /** All mechanisms, 4,096 to 1,000,000 iterations. */
    public static final SaslPolicy DEFAULT = allowing(Set.of());

    /** Checks the bounds. */
    public SaslPolicy {
        allowedMechanisms = Set.copyOf(allowedMechanisms);
        if (minIterations < 1 || maxIterations < minIterations) {
            throw new IllegalArgumentException(
                    "Iteration counts from " + minIterations + " to " + maxIterations + " make no range");
        }
    }

    /** These mechanisms (empty: all), 4,096 to 1,000,000 iterations. */
    public static SaslPolicy allowing(Set<String> mechanisms) {
        return new SaslPolicy(mechanisms, 4_096, 1_000_000);
    }
}
