package org.xmppra.core.sasl;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.FeatureNegotiator;
import org.xmppra.core.stream.InlineFeature;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.NegotiationException.Reason;
import org.xmppra.core.stream.NegotiationPeer;
import org.xmppra.core.stream.StreamFeatures;

/**
 * Authenticates a client: carries one mechanism's messages in XMPP's elements, by SASL2 (XEP-0388) where it is offered, else
 * as RFC 6120 §6.4 has it. A second login is tried on the same stream in two cases: the server did not take a token, or not
 * the channel binding that was tried without its having announced any.
 */
public final class SaslNegotiator implements FeatureNegotiator {
    private final SaslPolicy policy;
    private final SaslCredentials credentials;
    private final SaslMemory memory;
    private final FastMemory client;
    private final FastLogin fast;
    private final List<InlineFeature> inlineFeatures;

    private @Nullable Login login;

    /**
     * @param policy what this side accepts
     * @param credentials who authenticates
     * @param memory what is remembered of earlier authentications
     * @param client what this session is known by
     * @param inlineFeatures what rides along where the server lets it
     */
    public SaslNegotiator(
            SaslPolicy policy,
            SaslCredentials credentials,
            SaslMemory memory,
            FastMemory client,
            List<InlineFeature> inlineFeatures) {
        this.policy = policy;
        this.credentials = credentials;
        this.memory = memory;
        this.client = client;
        this.fast = new FastLogin(client, policy, credentials);
        this.inlineFeatures = List.copyOf(inlineFeatures);
    }

    /**
     * One login.
     *
     * @param offer what it chose from
     * @param inline what the server lets ride along, or null
     * @param mechanism what it chose
     */
    private record Login(SaslOffer offer, @Nullable XmlElement inline, SaslMechanism mechanism) {
        SaslProfile profile() {
            return offer.profile();
        }
    }

    @Override
    public boolean applies(StreamFeatures offered) throws NegotiationException {
        if (SaslProfile.SASL1.offer(offered).isEmpty()
                && SaslProfile.SASL2.offer(offered).isEmpty()) {
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
        Optional<XmlElement> sasl2 = SaslProfile.SASL2.offer(offered);
        SaslProfile profile = sasl2.isPresent() ? SaslProfile.SASL2 : SaslProfile.SASL1;
        XmlElement feature = sasl2.or(() -> profile.offer(offered)).orElseThrow();
        SaslOffer offer = new SaslOffer(
                profile, profile.mechanisms(feature), offered.channelBindings().orElse(null), peer.security());
        XmlElement inline = feature.child(profile.namespace(), "inline").orElse(null);
        Optional<SaslMechanism> token = fast.mechanism(offer, inline);
        if (token.isPresent()) {
            send(new Login(offer, inline, token.get()), peer);
        } else {
            logInInFull(offer, inline, policy, peer);
        }
    }

    private void logInInFull(SaslOffer offer, @Nullable XmlElement inline, SaslPolicy accepted, NegotiationPeer peer)
            throws NegotiationException {
        try {
            send(new Login(offer, inline, SaslMechanisms.choose(offer, accepted, credentials, memory)), peer);
        } catch (SaslException e) {
            throw failed(e);
        }
    }

    private void send(Login begun, NegotiationPeer peer) {
        login = begun;
        SaslMechanism mechanism = begun.mechanism();
        XmlElement.Builder request = begun.profile().begin(mechanism.name(), mechanism.initialResponse());
        if (begun.profile() == SaslProfile.SASL2) {
            request.child(begun.profile()
                    .element("user-agent")
                    .attribute("id", client.clientId())
                    .child("software", "xmpp-ra")
                    .build());
            fast.request(mechanism, begun.offer(), begun.inline()).ifPresent(request::child);
            XmlElement inline = begun.inline();
            if (inline != null) {
                inlineFeatures.forEach(feature -> feature.request(inline).forEach(request::child));
            }
        }
        peer.send(request.build());
    }

    @Override
    public void received(XmlElement element, NegotiationPeer peer) throws NegotiationException {
        Login running = login;
        if (running == null || !element.namespace().equals(running.profile().namespace())) {
            throw new NegotiationException(Reason.PROTOCOL, "The server sent " + element + " during authentication");
        }
        switch (element.name()) {
            case "challenge" -> {
                byte[] challenge = data(running, element);
                peer.offload(() -> response(running, challenge));
            }
            case "success" -> succeeded(running, element, peer);
            case "failure" -> refused(running, element, peer);
            case "continue" ->
                throw new NegotiationException(
                        Reason.CONFIGURATION,
                        "The server asks for a further step of the login, such as a second factor, which nobody can take"
                                + " here: give the account an exception on the server");
            default ->
                throw new NegotiationException(
                        Reason.PROTOCOL, "The server sent " + element + " during authentication");
        }
    }

    private static XmlElement response(Login running, byte[] challenge) throws NegotiationException {
        try {
            return running.profile().response(running.mechanism().respond(challenge));
        } catch (SaslException e) {
            throw failed(e);
        }
    }

    private void succeeded(Login running, XmlElement success, NegotiationPeer peer) throws NegotiationException {
        try {
            running.mechanism().succeed(running.profile().successData(success));
        } catch (SaslException e) {
            throw failed(e);
        }
        if (running.profile() == SaslProfile.SASL1) {
            peer.completedWithRestart();
            return;
        }
        fast.succeeded(success);
        boolean ready = false;
        for (InlineFeature feature : inlineFeatures) {
            ready |= feature.succeeded(success);
        }
        if (ready) {
            peer.finished();
        } else {
            peer.completedWithNewFeatures();
        }
    }

    private void refused(Login running, XmlElement failure, NegotiationPeer peer) throws NegotiationException {
        if (FastLogin.isToken(running.mechanism())) {
            fast.refused();
            logInInFull(running.offer(), running.inline(), policy, peer);
        } else if (BindingRules.isTentative(running.offer(), running.mechanism())) {
            logInUnbound(running, refusal(failure, running.mechanism()), peer);
        } else {
            throw refusal(failure, running.mechanism());
        }
    }

    /** XEP-0440 §3 rule 4: nobody has said which channel binding the server knows; it may not be the one that was tried. */
    private void logInUnbound(Login running, NegotiationException refusal, NegotiationPeer peer)
            throws NegotiationException {
        try {
            logInInFull(running.offer(), running.inline(), policy.withoutChannelBinding(), peer);
        } catch (NegotiationException nothingElse) {
            refusal.addSuppressed(nothingElse);
            throw refusal;
        }
    }

    private static NegotiationException failed(SaslException cause) {
        return new NegotiationException(Reason.SECURITY, String.valueOf(cause.getMessage()), cause);
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

    private static byte[] data(Login running, XmlElement element) throws NegotiationException {
        try {
            return running.profile().data(element);
        } catch (SaslException e) {
            throw new NegotiationException(Reason.PROTOCOL, String.valueOf(e.getMessage()), e);
        }
    }
}
