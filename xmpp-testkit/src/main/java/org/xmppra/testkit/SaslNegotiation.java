package org.xmppra.testkit;

import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.core.sasl.SaslFailure;
import org.xmppra.core.stream.StreamNamespaces;
import org.xmppra.testkit.sasl.FastTokens;
import org.xmppra.testkit.sasl.SaslAccounts;
import org.xmppra.testkit.sasl.SaslServerException;
import org.xmppra.testkit.sasl.SaslServerMechanism;
import org.xmppra.testkit.sasl.SaslStream;

/**
 * The SASL elements of one client's stream: its attempts to authenticate, of which only a few may fail.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-6.4">RFC 6120 §6.4</a>, XEP-0388
 */
final class SaslNegotiation {
    /** RFC 6120 §6.4.5 recommends between two and five. */
    private static final int MAX_FAILURES = 3;

    private final ServerConfig config;
    private final SaslAccounts keys;
    private final FastTokens tokens;
    private SaslStream stream = SaslStream.BARE;
    private @Nullable SaslRequest request;
    private @Nullable SaslServerMechanism running;
    private int failures;

    SaslNegotiation(ServerConfig config, Accounts accounts) {
        this.config = config;
        this.keys = accounts.keys();
        this.tokens = accounts.tokens();
    }

    /**
     * What to do next.
     *
     * @param answer to be sent; if somebody has authenticated, what it is still to be completed to
     * @param account who has authenticated, or null
     * @param request by what, if somebody has
     * @param isLastTry whether the stream ends, as too many attempts have failed
     */
    record Outcome(
            XmlElement.Builder answer,
            @Nullable Jid account,
            @Nullable SaslRequest request,
            boolean isLastTry) {}

    /** The features of a stream that is to be authenticated (RFC 6120 §6.3.3, XEP-0440, XEP-0388). */
    List<XmlElement> offer(@Nullable SSLSession tls) {
        stream = SaslOffers.on(tls, config);
        return SaslOffers.features(stream, config);
    }

    /**
     * Takes an element of SASL.
     *
     * @param secure whether TLS stands under the stream
     * @param mustSecure whether TLS has to be put under the stream first
     */
    Outcome received(XmlElement element, boolean secure, boolean mustSecure) {
        return switch (element.name()) {
            case "auth", "authenticate" -> begin(SaslRequest.read(element), secure, mustSecure);
            case "response" -> running == null ? failure(SaslFailure.MALFORMED_REQUEST) : evaluate(running, element);
            case "abort" -> failure(SaslFailure.ABORTED);
            default -> failure(SaslFailure.MALFORMED_REQUEST);
        };
    }

    private Outcome begin(SaslRequest asked, boolean secure, boolean mustSecure) {
        if (running != null) {
            return failure(SaslFailure.MALFORMED_REQUEST);
        }
        request = asked;
        if (mustSecure || (!secure && asked.mechanism().equals("PLAIN"))) {
            return failure(SaslFailure.ENCRYPTION_REQUIRED);
        }
        if (asked.isSasl2() && !config.features().contains(ServerFeature.SASL2)) {
            return failure(SaslFailure.INVALID_MECHANISM);
        }
        if (!asked.isToken() && !stream.mechanisms().contains(asked.mechanism())) {
            return failure(SaslFailure.INVALID_MECHANISM);
        }
        try {
            SaslServerMechanism mechanism = asked.isToken()
                    ? tokens.begin(asked.mechanism(), asked.clientId(), stream)
                    : keys.begin(asked.mechanism(), stream);
            running = mechanism;
            // No initial response where the mechanism needs one: an empty challenge asks for it (RFC 4422 §3.1).
            XmlElement initial = asked.initialResponse();
            return initial == null
                    ? new Outcome(element("challenge").text(""), null, null, false)
                    : evaluate(mechanism, initial);
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
                return new Outcome(element("challenge").text(base64(answer)), null, null, false);
            }
            Jid account = Jid.of(mechanism.userName(), config.domain(), null);
            return new Outcome(success(answer, mechanism.userName()), account, request, false);
        } catch (SaslServerException e) {
            return failure(e.condition());
        }
    }

    private XmlElement.Builder success(byte @Nullable [] data, String userName) {
        XmlElement.Builder success = element("success");
        SaslRequest asked = request;
        if (asked == null || !asked.isSasl2()) {
            return success.text(base64(data));
        }
        if (data != null) {
            success.child("additional-data", base64(data));
        }
        String wanted = asked.requestedToken();
        if (config.features().contains(ServerFeature.FAST)
                && wanted != null
                && FastTokens.mechanisms(stream).contains(wanted)) {
            FastTokens.Token token = tokens.issue(userName, asked.clientId(), wanted);
            success.child(XmlElement.named(StreamNamespaces.FAST, "token")
                    .attribute("token", token.secret())
                    .attribute("expiry", token.expiry().toString())
                    .build());
        }
        return success;
    }

    private Outcome failure(SaslFailure condition) {
        running = null;
        failures++;
        XmlElement.Builder failure = element("failure")
                .child(XmlElement.named(StreamNamespaces.SASL, condition.elementName())
                        .build());
        return new Outcome(failure, null, null, failures >= MAX_FAILURES);
    }

    /** An element of the profile that the client has chosen. */
    private XmlElement.Builder element(String name) {
        boolean sasl2 = request != null && request.isSasl2();
        return XmlElement.named(sasl2 ? StreamNamespaces.SASL2 : StreamNamespaces.SASL, name);
    }

    private static String base64(byte @Nullable [] data) {
        return data == null ? "" : Base64.getEncoder().encodeToString(data);
    }
}
