package org.xmppra.core.sasl;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What this side accepts.
 *
 * @param allowedMechanisms the mechanisms to choose from; empty for all that are implemented, but not ANONYMOUS, which must
 *     be named
 * @param channelBinding whether SCRAM may be bound to the TLS channel
 * @param minIterations the least SCRAM iteration count that is accepted
 * @param maxIterations the greatest SCRAM iteration count that is worked off
 */
public record SaslPolicy(Set<String> allowedMechanisms, boolean channelBinding, int minIterations, int maxIterations) {
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
        return new SaslPolicy(mechanisms, true, 4_096, 1_000_000);
    }

    /** Whether these mechanisms let nobody in under a name of one's own. */
    public static boolean isAnonymous(Set<String> mechanisms) {
        return mechanisms.contains(AnonymousMechanism.NAME);
    }

    /** The same, without channel binding. */
    SaslPolicy withoutChannelBinding() {
        return new SaslPolicy(allowedMechanisms, false, minIterations, maxIterations);
    }

    /** Of these names those that are allowed, and ANONYMOUS if it is named, in the same order. */
    List<String> allowed(List<String> names) {
        if (allowedMechanisms.isEmpty()) {
            return names;
        }
        return Stream.concat(names.stream(), Stream.of(AnonymousMechanism.NAME))
                .filter(allowedMechanisms::contains)
                .toList();
    }

    /** Whether SCRAM is to be bound where that is possible. */
    boolean bindsChannels() {
        return channelBinding
                && (allowedMechanisms.isEmpty() || allowedMechanisms.stream().anyMatch(SaslMechanisms::isBoundScram));
    }
}
