package org.xmppra.core.stream;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The defined conditions of a stream error (RFC 6120 §4.9.3). */
public enum StreamErrorCondition {
    BAD_FORMAT,
    BAD_NAMESPACE_PREFIX,
    CONFLICT,
    CONNECTION_TIMEOUT,
    HOST_GONE,
    HOST_UNKNOWN,
    IMPROPER_ADDRESSING,
    INTERNAL_SERVER_ERROR,
    INVALID_FROM,
    INVALID_NAMESPACE,
    INVALID_XML,
    NOT_AUTHORIZED,
    NOT_WELL_FORMED,
    POLICY_VIOLATION,
    REMOTE_CONNECTION_FAILED,
    RESET,
    RESOURCE_CONSTRAINT,
    RESTRICTED_XML,
    SEE_OTHER_HOST,
    SYSTEM_SHUTDOWN,
    UNDEFINED_CONDITION,
    UNSUPPORTED_ENCODING,
    UNSUPPORTED_FEATURE,
    UNSUPPORTED_STANZA_TYPE,
    UNSUPPORTED_VERSION;

    private static final Map<String, StreamErrorCondition> BY_ELEMENT_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(StreamErrorCondition::elementName, c -> c));

    private final String elementName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name of the condition's element, such as {@code not-well-formed}. */
    public String elementName() {
        return elementName;
    }

    /** The condition with this element name; {@link #UNDEFINED_CONDITION} for one that RFC 6120 does not define. */
    public static StreamErrorCondition fromElementName(String name) {
        return BY_ELEMENT_NAME.getOrDefault(name, UNDEFINED_CONDITION);
    }

    @Override
    public String toString() {
        return elementName;
    }
}
