package org.xmppra;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The defined conditions of a stanza error, each with the type that RFC 6120 §8.3.3 recommends for it. */
public enum StanzaErrorCondition {
    /** The stanza was malformed or cannot be processed. */
    BAD_REQUEST(StanzaErrorType.MODIFY),
    /** Something of this name or address exists already. */
    CONFLICT(StanzaErrorType.CANCEL),
    /** The feature is known but not provided. */
    FEATURE_NOT_IMPLEMENTED(StanzaErrorType.CANCEL),
    /** The sender may not do this. */
    FORBIDDEN(StanzaErrorType.AUTH),
    /** The addressee is no longer reachable at this address, perhaps at another. */
    GONE(StanzaErrorType.CANCEL),
    /** Something went wrong on the other side that is not the sender's fault. */
    INTERNAL_SERVER_ERROR(StanzaErrorType.CANCEL),
    /** What was asked for does not exist, or must not be told to exist. */
    ITEM_NOT_FOUND(StanzaErrorType.CANCEL),
    /** An address in the stanza is not valid. */
    JID_MALFORMED(StanzaErrorType.MODIFY),
    /** The request does not meet the criteria of the recipient. */
    NOT_ACCEPTABLE(StanzaErrorType.MODIFY),
    /** Nobody may do this. */
    NOT_ALLOWED(StanzaErrorType.CANCEL),
    /** The sender must give credentials first. */
    NOT_AUTHORIZED(StanzaErrorType.AUTH),
    /** The stanza breaks a rule of the recipient or its server, such as a limit of size. */
    POLICY_VIOLATION(StanzaErrorType.MODIFY),
    /** The recipient is away for a time. */
    RECIPIENT_UNAVAILABLE(StanzaErrorType.WAIT),
    /** Requests go to another address, for a time. */
    REDIRECT(StanzaErrorType.MODIFY),
    /** The sender must register first. */
    REGISTRATION_REQUIRED(StanzaErrorType.AUTH),
    /** The other server does not exist or cannot be resolved. */
    REMOTE_SERVER_NOT_FOUND(StanzaErrorType.CANCEL),
    /** The other server, or what it depends on, did not answer in time. */
    REMOTE_SERVER_TIMEOUT(StanzaErrorType.WAIT),
    /** The recipient lacks the resources to serve the request now. */
    RESOURCE_CONSTRAINT(StanzaErrorType.WAIT),
    /** Nobody there serves this kind of request, or the recipient does not exist. */
    SERVICE_UNAVAILABLE(StanzaErrorType.CANCEL),
    /** The sender must subscribe first. */
    SUBSCRIPTION_REQUIRED(StanzaErrorType.AUTH),
    /** None of the others; an application-specific condition should tell more. */
    UNDEFINED_CONDITION(StanzaErrorType.CANCEL),
    /** The request came out of order, or was not expected now. */
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
