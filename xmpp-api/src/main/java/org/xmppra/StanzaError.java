package org.xmppra;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a stanza failed (RFC 6120 §8.3): a defined condition, a type, and optionally a text, an application-specific
 * condition, and who says so. Immutable, serializable; the {@code with…} methods make the next one.
 */
public final class StanzaError implements Serializable {
    private static final long serialVersionUID = 1L;

    private final StanzaErrorCondition condition;
    private final String conditionName;
    private final StanzaErrorType type;
    private final @Nullable String text;
    private final @Nullable String language;
    private final @Nullable XmlElement applicationCondition;
    private final boolean echoRequest;
    private final @Nullable Jid by;

    private StanzaError(
            StanzaErrorCondition condition,
            String conditionName,
            StanzaErrorType type,
            @Nullable String text,
            @Nullable String language,
            @Nullable XmlElement applicationCondition,
            boolean echoRequest,
            @Nullable Jid by) {
        this.condition = Objects.requireNonNull(condition, "condition");
        this.conditionName = Objects.requireNonNull(conditionName, "conditionName");
        this.type = Objects.requireNonNull(type, "type");
        this.text = text;
        this.language = language;
        this.applicationCondition = applicationCondition;
        this.echoRequest = echoRequest;
        this.by = by;
    }

    /** An error with a condition and the type recommended for it. */
    public static StanzaError of(StanzaErrorCondition condition) {
        return new StanzaError(
                condition, condition.elementName(), condition.recommendedType(), null, null, null, false, null);
    }

    /**
     * An error as it was received: a condition that RFC 6120 does not define becomes
     * {@link StanzaErrorCondition#UNDEFINED_CONDITION} and keeps its name.
     *
     * @param conditionName the name of the condition's element
     * @param type the error's type, or null if it has none or an unknown one: then the recommended one is taken
     */
    public static StanzaError received(String conditionName, @Nullable StanzaErrorType type) {
        StanzaErrorCondition condition =
                StanzaErrorCondition.fromElementName(conditionName).orElse(StanzaErrorCondition.UNDEFINED_CONDITION);
        return new StanzaError(
                condition,
                conditionName,
                type == null ? condition.recommendedType() : type,
                null,
                null,
                null,
                false,
                null);
    }

    /** The defined condition. */
    public StanzaErrorCondition condition() {
        return condition;
    }

    /** The condition's element name as it was received; differs from {@code condition()} only where that is undefined. */
    public String conditionName() {
        return conditionName;
    }

    /** What the requester may do next. */
    public StanzaErrorType type() {
        return type;
    }

    /** A text for humans. */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /** The language of the text, as {@code xml:lang} gives it. */
    public Optional<String> language() {
        return Optional.ofNullable(language);
    }

    /** An element of an application's own namespace that tells more. */
    public Optional<XmlElement> applicationCondition() {
        return Optional.ofNullable(applicationCondition);
    }

    /** Whether the answer repeats the request's payload before the error. */
    public boolean echoesRequest() {
        return echoRequest;
    }

    /** Which entity on the way says so, if it tells (RFC 6120 §8.3.2). */
    public Optional<Jid> by() {
        return Optional.ofNullable(by);
    }

    /** The same error with another type. */
    public StanzaError withType(StanzaErrorType newType) {
        return new StanzaError(
                condition, conditionName, newType, text, language, applicationCondition, echoRequest, by);
    }

    /**
     * The same error with a text in no declared language.
     *
     * @throws IllegalArgumentException if it holds a character that XML 1.0 forbids
     */
    public StanzaError withText(String newText) {
        return withTextOrNull(newText, null);
    }

    /**
     * The same error with a text in a language.
     *
     * @param newText the text
     * @param newLanguage its language tag (BCP 47)
     * @throws IllegalArgumentException if either holds a character that XML 1.0 forbids
     */
    public StanzaError withText(String newText, String newLanguage) {
        return withTextOrNull(newText, XmlChars.checkText("The language of an error's text", newLanguage));
    }

    private StanzaError withTextOrNull(String newText, @Nullable String newLanguage) {
        String checked = XmlChars.checkText("The text of an error", newText);
        return new StanzaError(
                condition, conditionName, type, checked, newLanguage, applicationCondition, echoRequest, by);
    }

    /**
     * The same error with an application-specific condition.
     *
     * @throws IllegalArgumentException if the element is in the namespace of the defined conditions
     */
    public StanzaError withApplicationCondition(XmlElement element) {
        if (element.namespace().equals(Namespaces.STANZA_ERRORS)) {
            throw new IllegalArgumentException(
                    "An application-specific condition needs a namespace of its own, not " + Namespaces.STANZA_ERRORS);
        }
        return new StanzaError(condition, conditionName, type, text, language, element, echoRequest, by);
    }

    /** The same error, answered together with the payload of the request. */
    public StanzaError withRequestEchoed() {
        return new StanzaError(condition, conditionName, type, text, language, applicationCondition, true, by);
    }

    /** The same error, said by an entity. */
    public StanzaError withBy(Jid entity) {
        return new StanzaError(
                condition, conditionName, type, text, language, applicationCondition, echoRequest, entity);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StanzaError that
                && conditionName.equals(that.conditionName)
                && type == that.type
                && Objects.equals(text, that.text)
                && Objects.equals(language, that.language)
                && Objects.equals(applicationCondition, that.applicationCondition)
                && echoRequest == that.echoRequest
                && Objects.equals(by, that.by);
    }

    @Override
    public int hashCode() {
        return Objects.hash(conditionName, type, text, language, applicationCondition, echoRequest, by);
    }

    @Override
    public String toString() {
        return conditionName + " (" + type + ")" + (text == null ? "" : ": " + text);
    }
}
