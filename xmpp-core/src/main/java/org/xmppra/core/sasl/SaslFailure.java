package org.xmppra.core.sasl;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The defined conditions of a SASL failure (RFC 6120 §6.5), and what an administrator should check. */
public enum SaslFailure {
    ABORTED("the server confirms that the authentication was broken off; see the cause above"),
    ACCOUNT_DISABLED("the account is disabled; ask the server's administrator"),
    CREDENTIALS_EXPIRED("the password has expired; change it on the server and in the property password"),
    ENCRYPTION_REQUIRED("the server asks for TLS; check the property tls"),
    INCORRECT_ENCODING("the server could not decode what was sent; report this with the server's name and version"),
    INVALID_AUTHZID("the server does not let this account act under this address; check the property userName"),
    INVALID_MECHANISM("the server does not accept the mechanism that it offered; check the property allowedMechanisms"),
    MALFORMED_REQUEST("the server did not understand what was sent; report this with the server's name and version"),
    MECHANISM_TOO_WEAK("the server asks for a stronger mechanism; check the property allowedMechanisms"),
    NOT_AUTHORIZED("check that the account exists on the server, and the properties userName and password"),
    TEMPORARY_AUTH_FAILURE("the server cannot authenticate anyone just now; it is asked again later");

    private static final Map<String, SaslFailure> BY_ELEMENT_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SaslFailure::elementName, c -> c));

    private final String elementName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String advice;

    SaslFailure(String advice) {
        this.advice = advice;
    }

    /** The name of the condition's element, such as {@code not-authorized}. */
    public String elementName() {
        return elementName;
    }

    /** What the administrator should check; a clause that can follow a colon. */
    public String advice() {
        return advice;
    }

    /** Whether it may pass without anyone changing a configuration. */
    public boolean isTransient() {
        return this == TEMPORARY_AUTH_FAILURE;
    }

    /** The condition with this element name; {@link #NOT_AUTHORIZED} for one that RFC 6120 does not define. */
    public static SaslFailure fromElementName(String name) {
        return BY_ELEMENT_NAME.getOrDefault(name, NOT_AUTHORIZED);
    }

    @Override
    public String toString() {
        return elementName;
    }
}
