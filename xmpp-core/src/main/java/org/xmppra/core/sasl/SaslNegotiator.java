package org.xmppra.core.sasl;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.FeatureNegotiator;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.NegotiationException.Reason;
import org.xmppra.core.stream.NegotiationPeer;
import org.xmppra.core.stream.StreamFeatures;
import org.xmppra.core.stream.StreamNamespaces;

/** Authenticates a client: carries one mechanism's messages in XMPP's elements (RFC 6120 §6.4). */
public final class SaslNegotiator implements FeatureNegotiator {
    private final SaslPolicy policy;
    private final SaslCredentials credentials;
    private final SaslMemory memory;
    private @Nullable SaslMechanism mechanism;
    private @Nullable SaslOffer tentative;

    /**
     * @param policy what this side accepts
     * @param credentials who authenticates
     * @param memory what is remembered of earlier authentications
     */
    public SaslNegotiator(SaslPolicy policy, SaslCredentials credentials, SaslMemory memory) {
        this.policy = policy;
        this.credentials = credentials;
        this.memory = memory;
    }

    @Override
    public boolean applies(StreamFeatures offered) throws NegotiationException {
        if (offered.mechanisms().isEmpty()) {
            throw new NegotiationException(
                    Reason.SECURITY, "The server offers no way to authenticate (no SASL mechanisms)");
        }
        return true;
    }

    @Override
    public String stage() {
        return "authenticating";
    }

    @Override
    public void begin(StreamFeatures offered, NegotiationPeer peer) throws NegotiationException {
        SaslOffer offer = new SaslOffer(
                SaslProfile.SASL1,
                offered.mechanisms(),
                offered.channelBindings().orElse(null),
                peer.security());
        authenticate(offer, policy, peer);
    }

    private void authenticate(SaslOffer offer, SaslPolicy accepted, NegotiationPeer peer) throws NegotiationException {
        try {
            SaslMechanism chosen = SaslMechanisms.choose(offer, accepted, credentials, memory);
            mechanism = chosen;
            tentative = BindingRules.isTentative(offer, chosen) ? offer : null;
            byte[] initial = chosen.initialResponse();
            XmlElement.Builder auth =
                    XmlElement.named(StreamNamespaces.SASL, "auth").attribute("mechanism", chosen.name());
            peer.send((initial == null ? auth : auth.text(SaslBase64.encode(initial))).build());
        } catch (SaslException e) {
            throw failed(e);
        }
    }

    @Override
    public void received(XmlElement element, NegotiationPeer peer) throws NegotiationException {
        SaslMechanism running = mechanism;
        if (running == null || !element.namespace().equals(StreamNamespaces.SASL)) {
            throw new NegotiationException(Reason.PROTOCOL, "The server sent " + element + " during authentication");
        }
        switch (element.name()) {
            case "challenge" -> {
                byte[] challenge = decode(element);
                peer.offload(() -> response(running, challenge));
            }
            case "success" -> {
                try {
                    running.succeed(element.text().isBlank() ? null : decode(element));
                } catch (SaslException e) {
                    throw failed(e);
                }
                peer.completedWithRestart();
            }
            case "failure" -> refused(element, running, peer);
            default ->
                throw new NegotiationException(
                        Reason.PROTOCOL, "The server sent " + element + " during authentication");
        }
    }

    private static XmlElement response(SaslMechanism mechanism, byte[] challenge) throws NegotiationException {
        try {
            return XmlElement.named(StreamNamespaces.SASL, "response")
                    .text(SaslBase64.encode(mechanism.respond(challenge)))
                    .build();
        } catch (SaslException e) {
            throw failed(e);
        }
    }

    private static NegotiationException failed(SaslException cause) {
        return new NegotiationException(Reason.SECURITY, String.valueOf(cause.getMessage()), cause);
    }

    private void refused(XmlElement element, SaslMechanism running, NegotiationPeer peer) throws NegotiationException {
        SaslOffer offer = tentative;
        if (offer == null) {
            throw refusal(element, running);
        }
        // XEP-0440 §3 rule 4: nobody has said which channel binding the server knows; it may not be this one.
        authenticate(offer, policy.withoutChannelBinding(), peer);
    }

    private static NegotiationException refusal(XmlElement element, SaslMechanism mechanism) {
        String condition = element.children().stream()
                .map(XmlElement::name)
                .filter(name -> !name.equals("text"))
                .findFirst()
                .orElse("no condition");
        SaslFailure failure = SaslFailure.fromElementName(condition.toLowerCase(Locale.ROOT));
        return new NegotiationException(
                failure.isTransient() ? Reason.REFUSED : Reason.SECURITY,
                "The server refused the login with " + mechanism.name() + " (" + condition + "): " + failure.advice());
    }

    private static byte[] decode(XmlElement element) throws NegotiationException {
        try {
            return SaslBase64.decode(element.text());
        } catch (SaslException e) {
            throw new NegotiationException(Reason.PROTOCOL, String.valueOf(e.getMessage()), e);
        }
    }
}
