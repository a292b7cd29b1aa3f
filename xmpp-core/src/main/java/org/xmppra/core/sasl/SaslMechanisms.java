package org.xmppra.core.sasl;

import java.util.List;
import java.util.Set;

/** Chooses the strongest mechanism that the server offers, the configuration allows and the stream is safe for. */
public final class SaslMechanisms {
    private static final List<String> STRONGEST_FIRST = List.of(
            ScramHash.SHA_512.mechanism(),
            ScramHash.SHA_256.mechanism(),
            ScramHash.SHA_1.mechanism(),
            PlainMechanism.NAME);

    private SaslMechanisms() {}

    /** The names of all mechanisms that are implemented, strongest first. */
    public static List<String> implemented() {
        return STRONGEST_FIRST;
    }

    /**
     * Chooses.
     *
     * @param offer what the stream has to offer
     * @param policy what this side accepts
     * @param credentials who authenticates
     * @param memory what is remembered of earlier authentications
     * @throws SaslException if nothing is left to choose; the message lists what is offered and what is allowed
     */
    public static SaslMechanism choose(
            SaslOffer offer, SaslPolicy policy, SaslCredentials credentials, SaslMemory memory) throws SaslException {
        List<String> allowed = allowed(policy.allowedMechanisms());
        List<String> common =
                allowed.stream().filter(offer.mechanisms()::contains).toList();
        for (String name : common) {
            if (!name.equals(PlainMechanism.NAME)) {
                return scram(name, credentials, policy, memory);
            }
            if (offer.tls() && !memory.hasScramSucceeded(credentials.account())) {
                return new PlainMechanism(credentials);
            }
        }
        throw new SaslException(reason(offer, allowed, common));
    }

    private static List<String> allowed(Set<String> configured) {
        return configured.isEmpty()
                ? STRONGEST_FIRST
                : STRONGEST_FIRST.stream().filter(configured::contains).toList();
    }

    private static SaslMechanism scram(String name, SaslCredentials credentials, SaslPolicy policy, SaslMemory memory)
            throws SaslException {
        for (ScramHash hash : ScramHash.values()) {
            if (hash.mechanism().equals(name)) {
                return new ScramMechanism(hash, credentials, policy, memory);
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static String reason(SaslOffer offer, List<String> allowed, List<String> common) {
        String lists = "The server offers " + offer.mechanisms() + ", allowed here are " + allowed
                + " (property allowedMechanisms)";
        if (common.isEmpty()) {
            return "No SASL mechanism in common. " + lists;
        }
        if (!offer.tls()) {
            return "PLAIN would send the password in clear: it is used under TLS only (property tls). " + lists;
        }
        return "The server offers nothing better than PLAIN for an account that has authenticated with SCRAM before; "
                + "PLAIN is refused, someone may be in between. " + lists;
    }
}
