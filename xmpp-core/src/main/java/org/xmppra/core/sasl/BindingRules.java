package org.xmppra.core.sasl;

import java.util.List;
import java.util.Optional;
import org.xmppra.core.stream.ChannelBinding;

/**
 * Whether SCRAM is bound to the TLS channel, and what the server is told if it is not: the rules that XEP-0440 §3 gives to
 * clients, so that nobody in between gets rid of the binding by shortening a list.
 *
 * <pre>
 * this side can bind | -PLUS offered | types announced | outcome
 * no                 |               |                 | n: no binding
 * yes                | no            | no              | y: the server aborts if it did offer it
 * yes                | yes           | no              | SASL2: abort; SASL1: tls-server-end-point, once
 * yes                | no            | yes             | abort
 * yes                | yes           | a common one    | the strongest common one
 * yes                | yes           | none in common  | abort; n if tls-server-end-point is among them
 * </pre>
 */
final class BindingRules {
    private static final String ADVICE =
            "either the server is misconfigured or someone in between shortened its lists; to log in without channel "
                    + "binding all the same, name mechanisms without -PLUS in the property allowedMechanisms";

    private BindingRules() {}

    /** The outcome as SCRAM's header. */
    static GsHeader header(SaslOffer offer, SaslPolicy policy) throws SaslException {
        if (!policy.bindsChannels() || offer.bindings().isEmpty()) {
            return GsHeader.NO_BINDING;
        }
        boolean plus = offer.mechanisms().stream().anyMatch(SaslMechanisms::isBoundScram);
        if (!offer.announcesBindings()) {
            return plus ? withoutTypes(offer) : GsHeader.SERVER_HAS_NONE;
        }
        if (!plus) {
            throw new SaslException(
                    "The server announces channel-binding types but no mechanism that binds: " + ADVICE);
        }
        return strongestCommon(offer);
    }

    /** A tentative binding, which the server may not know (RFC 6120 has no way to say which it does). */
    static boolean isTentative(SaslOffer offer, SaslMechanism chosen) {
        return offer.profile() == SaslProfile.SASL1
                && SaslMechanisms.isBoundScram(chosen.name())
                && !offer.announcesBindings();
    }

    private static GsHeader withoutTypes(SaslOffer offer) throws SaslException {
        if (offer.profile() == SaslProfile.SASL2) {
            throw new SaslException(
                    "The server offers mechanisms that bind the channel but announces no channel-binding type: "
                            + ADVICE);
        }
        return offer.binding(ChannelBinding.TLS_SERVER_END_POINT)
                .map(GsHeader::bound)
                .orElse(GsHeader.NO_BINDING);
    }

    private static GsHeader strongestCommon(SaslOffer offer) throws SaslException {
        Optional<ChannelBinding> common = offer.bindings().stream()
                .filter(binding -> offer.announcesBinding(binding.type()))
                .findFirst();
        if (common.isPresent()) {
            return GsHeader.bound(common.get());
        }
        if (offer.announcesBinding(ChannelBinding.TLS_SERVER_END_POINT)) {
            // The server keeps to the rules; it is this side that can't hash the server's certificate.
            return GsHeader.NO_BINDING;
        }
        List<String> own = offer.bindings().stream().map(ChannelBinding::type).toList();
        throw new SaslException("The server announces no channel-binding type that is known here (" + own + ") and not "
                + "even tls-server-end-point, which every server must have: " + ADVICE);
    }
}
