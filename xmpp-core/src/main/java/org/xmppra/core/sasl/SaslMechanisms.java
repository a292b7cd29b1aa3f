package org.xmppra.core.sasl;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses the strongest mechanism that the server offers, the configuration allows and the stream is safe for. */
public final class SaslMechanisms {
    /** How the name of a mechanism ends that binds the channel. */
    static final String BOUND = "-PLUS";

    private static final List<ScramHash> HASHES = List.of(ScramHash.SHA_512, ScramHash.SHA_256, ScramHash.SHA_1);
    private static final List<String> STRONGEST_FIRST = Stream.of(
                    Stream.of(ExternalMechanism.NAME),
                    HASHES.stream().map(ScramHash::boundMechanism),
                    HASHES.stream().map(ScramHash::mechanism),
                    Stream.of(PlainMechanism.NAME))
            .flatMap(names -> names)
            .toList();

    private SaslMechanisms() {}

    /** Whether this is one of the SCRAM mechanisms here that bind the channel. */
    static boolean isBoundScram(String name) {
        return HASHES.stream().anyMatch(hash -> hash.boundMechanism().equals(name));
    }

    /**
     * Chooses.
     *
     * @param offer what the stream has to offer
     * @param policy what this side accepts
     * @param credentials who authenticates
     * @param memory what is remembered of earlier authentications
     * @throws SaslException if nothing is left to choose, or what is offered can't be as the server meant it; the message
     *     lists what is offered and what is allowed
     */
    public static SaslMechanism choose(
            SaslOffer offer, SaslPolicy policy, SaslCredentials credentials, SaslMemory memory) throws SaslException {
        List<String> allowed = policy.allowed(STRONGEST_FIRST);
        List<String> common =
                allowed.stream().filter(offer.mechanisms()::contains).toList();
        if (common.contains(AnonymousMechanism.NAME)) {
            return new AnonymousMechanism();
        }
        List<String> certified = offer.shownAddresses();
        if (certified != null && common.contains(ExternalMechanism.NAME)) {
            return new ExternalMechanism(credentials, certified, memory);
        }
        if (!credentials.password().isEmpty()) {
            Optional<SaslMechanism> scram = scram(common, offer, policy, credentials, memory);
            if (scram.isPresent()) {
                return scram.get();
            }
            if (mayBePlain(common, offer, credentials, memory)) {
                return new PlainMechanism(credentials);
            }
        }
        throw new SaslException(reason(offer, allowed, common, credentials));
    }

    private static Optional<SaslMechanism> scram(
            List<String> common, SaslOffer offer, SaslPolicy policy, SaslCredentials credentials, SaslMemory memory)
            throws SaslException {
        GsHeader header = BindingRules.header(offer, policy);
        if (header.isBound()) {
            for (ScramHash hash : HASHES) {
                if (common.contains(hash.boundMechanism())) {
                    return Optional.of(
                            new ScramMechanism(hash, credentials, policy, memory, header, offer.announced()));
                }
            }
            // The server binds, but only with mechanisms that the configuration excludes.
            header = GsHeader.NO_BINDING;
        }
        for (ScramHash hash : HASHES) {
            if (common.contains(hash.mechanism())) {
                return Optional.of(new ScramMechanism(hash, credentials, policy, memory, header, offer.announced()));
            }
        }
        return Optional.empty();
    }

    private static boolean mayBePlain(
            List<String> common, SaslOffer offer, SaslCredentials credentials, SaslMemory memory) {
        return common.contains(PlainMechanism.NAME)
                && offer.tls()
                && !memory.hasProvedBetterThanPlain(credentials.account());
    }

    private static String reason(
            SaslOffer offer, List<String> allowed, List<String> common, SaslCredentials credentials) {
        String lists = "The server offers " + offer.names() + ", allowed here are " + allowed
                + " (property allowedMechanisms)";
        if (credentials.password().isEmpty()) {
            return "There is no password (property password), and no client certificate that the server asked for "
                    + "(property keyStore). " + lists;
        }
        if (!common.contains(PlainMechanism.NAME)) {
            return "No SASL mechanism in common. " + lists;
        }
        if (!offer.tls()) {
            return "PLAIN would send the password in clear: it is used under TLS only (property tls). " + lists;
        }
        return "The server offers nothing better than PLAIN for an account that has authenticated better before; "
                + "PLAIN is refused, someone may be in between. " + lists;
    }
}
