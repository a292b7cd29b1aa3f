package org.xmppra;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The defined conditions of a stanza error, each with the type that RFC 6120 §8.3.3 recommends for it. */
public enum StanzaErrorCondition {
    BAD_REQUEST(StanzaErrorType.MODIFY),
    CONFLICT(StanzaErrorType.CANCEL),
    FEATURE_NOT_IMPLEMENTED(StanzaErrorType.CANCEL),
    FORBIDDEN(StanzaErrorType.AUTH),
    GONE(StanzaErrorType.CANCEL),
    INTERNAL_SERVER_ERROR(StanzaErrorType.CANCEL),
    ITEM_NOT_FOUND(StanzaErrorType.CANCEL),
    JID_MALFORMED(StanzaErrorType.MODIFY),
    NOT_ACCEPTABLE(StanzaErrorType.MODIFY),
    NOT_ALLOWED(StanzaErrorType.CANCEL),
    NOT_AUTHORIZED(StanzaErrorType.AUTH),
    POLICY_VIOLATION(StanzaErrorType.MODIFY),
    RECIPIENT_UNAVAILABLE(StanzaErrorType.WAIT),
    REDIRECT(StanzaErrorType.MODIFY),
    REGISTRATION_REQUIRED(StanzaErrorType.AUTH),
    REMOTE_SERVER_NOT_FOUND(StanzaErrorType.CANCEL),
    REMOTE_SERVER_TIMEOUT(StanzaErrorType.WAIT),
    RESOURCE_CONSTRAINT(StanzaErrorType.WAIT),
    SERVICE_UNAVAILABLE(StanzaErrorType.CANCEL),
    SUBSCRIPTION_REQUIRED(StanzaErrorType.AUTH),
    UNDEFINED_CONDITION(StanzaErrorType.CANCEL),
    UNEXPECTED_REQUEST(StanzaErrorType.WAIT);

    private static final Map<String, StanzaErrorCondition> BY_ELEMENT_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(StanzaErrorCondition::elementName, c -> c));

    private final StanzaErrorType recommendedType;
    private final String elementName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    StanzaErrorCondition(StanzaErrorType recommendedType) {
        this.recommendedType = recommendedType;
    }

    /** The name of the condition's element, such as {@code item-not-found}. */
    public String elementName() {
        return elementName;
    }

    /** The error type that RFC 6120 recommends with this condition. */
    public StanzaErrorType recommendedType() {
        return recommendedType;
    }

    /** The condition with this element name, or empty if RFC 6120 defines none. */
    public static Optional<StanzaErrorCondition> fromElementName(String name) {
        return Optional.ofNullable(BY_ELEMENT_NAME.get(name));
    }

    @Override
    public String toString() {
        return elementName;
    }
}
