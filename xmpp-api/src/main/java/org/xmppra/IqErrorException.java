package org.xmppra;

import java.util.Objects;
import java.util.Optional;

/** A request was answered with an IQ of type error (RFC 6120 §8.3). */
public class IqErrorException extends XmppException {
    private static final long serialVersionUID = 1L;

    private final Iq response;

    /** @param response the answer, of type error */
    public IqErrorException(Iq response) {
        super(describe(response));
        this.response = response;
    }

    private static String describe(Iq response) {
        Objects.requireNonNull(response, "response");
        StanzaError error = response.error();
        return "The request " + response.id() + " was answered with the error " + error.conditionName() + " (type "
                + error.type() + ") by " + response.from().map(Jid::toString).orElse("the own server or account")
                + error.text().map(text -> ": " + text).orElse("");
    }

    /** The whole answer. */
    public Iq response() {
        return response;
    }

    /** The answer's error. */
    public StanzaError error() {
        return response.error();
    }

    /** The error's condition; short for {@code error().condition()}. */
    public StanzaErrorCondition condition() {
        return error().condition();
    }

    /** The element by which an application told more about the error, if there is one. */
    public Optional<XmlElement> applicationCondition() {
        return error().applicationCondition();
    }
}
