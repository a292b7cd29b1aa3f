package org.xmppra.testkit;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.core.sasl.SaslFailure;
import org.xmppra.core.stream.StreamNamespaces;
import org.xmppra.testkit.sasl.SaslAccounts;
import org.xmppra.testkit.sasl.SaslServerException;
import org.xmppra.testkit.sasl.SaslServerMechanism;
import org.xmppra.testkit.sasl.SaslStream;

/**
 * The SASL elements of one client's stream: its attempts to authenticate, of which only a few may fail.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-6.4">RFC 6120 §6.4</a>
 */
final class SaslNegotiation {
    /** RFC 6120 §6.4.5 recommends between two and five. */
    private static final int MAX_FAILURES = 3;

    private final ServerConfig config;
    private final SaslAccounts keys;
    private SaslStream stream = SaslStream.BARE;
    private @Nullable SaslServerMechanism running;
    private int failures;

    SaslNegotiation(ServerConfig config, SaslAccounts keys) {
        this.config = config;
        this.keys = keys;
    }

    /**
     * What to do next.
     *
     * @param answer to be sent
     * @param account who has authenticated, or null
     * @param isLastTry whether the stream ends, as too many attempts have failed
     */
    record Outcome(XmlElement answer, @Nullable Jid account, boolean isLastTry) {}

    /** The features of a stream that is to be authenticated (RFC 6120 §6.3.3, XEP-0440). */
    List<XmlElement> offer(@Nullable SSLSession tls) {
        stream = SaslOffers.on(tls, config);
        List<XmlElement> features = new ArrayList<>();
        if (!stream.bindingTypes().isEmpty()) {
            XmlElement.Builder types = XmlElement.named(StreamNamespaces.SASL_CB, "sasl-channel-binding");
            stream.bindingTypes()
                    .forEach(type -> types.child(XmlElement.named(StreamNamespaces.SASL_CB, "channel-binding")
                            .attribute("type", type)
                            .build()));
            features.add(types.build());
        }
        XmlElement.Builder mechanisms = XmlElement.named(StreamNamespaces.SASL, "mechanisms");
        stream.mechanisms().forEach(name -> mechanisms.child("mechanism", name));
        features.add(mechanisms.build());
        return features;
    }

    /**
     * Takes an element of SASL.
     *
     * @param secure whether TLS stands under the stream
     * @param mustSecure whether TLS has to be put under the stream first
     */
    Outcome received(XmlElement element, boolean secure, boolean mustSecure) {
        return switch (element.name()) {
            case "auth" -> begin(element, secure, mustSecure);
            case "response" -> running == null ? failure(SaslFailure.MALFORMED_REQUEST) : evaluate(running, element);
            case "abort" -> failure(SaslFailure.ABORTED);
            default -> failure(SaslFailure.MALFORMED_REQUEST);
        };
    }

    private Outcome begin(XmlElement auth, boolean secure, boolean mustSecure) {
        String name = auth.attribute("mechanism").orElse("");
        if (running != null) {
            return failure(SaslFailure.MALFORMED_REQUEST);
        }
        if (mustSecure || (!secure && name.equals("PLAIN"))) {
            return failure(SaslFailure.ENCRYPTION_REQUIRED);
        }
        if (!stream.mechanisms().contains(name)) {
            return failure(SaslFailure.INVALID_MECHANISM);
        }
        try {
            SaslServerMechanism mechanism = keys.begin(name, stream);
            running = mechanism;
            // No initial response where the mechanism needs one: an empty challenge asks for it (RFC 4422 §3.1).
            return auth.text().isBlank()
                    ? new Outcome(element("challenge", new byte[0]), null, false)
                    : evaluate(mechanism, auth);
        } catch (SaslServerException e) {
            return failure(e.condition());
        }
    }

    private Outcome evaluate(SaslServerMechanism mechanism, XmlElement element) {
        byte[] response;
        try {
            String text = element.text().strip();
            response = text.equals("=") ? new byte[0] : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return failure(SaslFailure.INCORRECT_ENCODING);
        }
        try {
            byte[] answer = mechanism.evaluate(response);
            if (!mechanism.isComplete()) {
                return new Outcome(element("challenge", answer), null, false);
            }
            Jid account = Jid.of(mechanism.userName(), config.domain(), null);
            return new Outcome(element("success", answer), account, false);
        } catch (SaslServerException e) {
            return failure(e.condition());
        }
    }

    private Outcome failure(SaslFailure condition) {
        running = null;
        failures++;
        XmlElement failure = XmlElement.named(StreamNamespaces.SASL, "failure")
                .child(condition.elementName(), "")
                .build();
        return new Outcome(failure, null, failures >= MAX_FAILURES);
    }

    private static XmlElement element(String name, byte @Nullable [] data) {
        String text = data == null ? "" : Base64.getEncoder().encodeToString(data);
        return XmlElement.named(StreamNamespaces.SASL, name).text(text).build();
    }
}
