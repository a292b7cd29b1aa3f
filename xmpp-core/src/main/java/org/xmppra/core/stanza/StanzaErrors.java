package org.xmppra.core.stanza;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorType;
import org.xmppra.XmlElement;

/**
 * The {@code <error/>} element and the value it stands for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.3">RFC 6120 §8.3</a>
 */
final class StanzaErrors {
    private static final String CONDITIONS = "urn:ietf:params:xml:ns:xmpp-stanzas";
    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    private static final String UNDEFINED = "undefined-condition";

    private StanzaErrors() {}

    /**
     * Reads what a peer sent, however little of RFC 6120 it follows.
     *
     * @param element the error element; without one the condition is undefined
     * @param inheritedLanguage the {@code xml:lang} around it
     */
    static StanzaError read(Optional<XmlElement> element, Optional<String> inheritedLanguage) {
        if (element.isEmpty()) {
            return StanzaError.received(UNDEFINED, null);
        }
        XmlElement error = element.get();
        XmlElement condition = null;
        XmlElement text = null;
        XmlElement application = null;
        for (XmlElement child : error.children()) {
            if (!child.namespace().equals(CONDITIONS)) {
                application = application == null ? child : application;
            } else if (child.name().equals("text")) {
                text = text == null ? child : text;
            } else {
                condition = condition == null ? child : condition;
            }
        }
        StanzaErrorType type = error.attribute("type").map(StanzaErrors::type).orElse(null);
        StanzaError result = StanzaError.received(condition == null ? legacyCondition(error) : condition.name(), type);
        if (application != null) {
            result = result.withApplicationCondition(application);
        }
        result = by(result, error);
        Optional<String> language = error.attribute(XML, "lang").or(() -> inheritedLanguage);
        if (text != null) {
            return withText(result, text.text(), text.attribute(XML, "lang").or(() -> language));
        }
        String legacyText = error.text().strip();
        return legacyText.isEmpty() ? result : withText(result, legacyText, language);
    }

    private static StanzaError withText(StanzaError error, String text, Optional<String> language) {
        return language.isPresent() ? error.withText(text, language.get()) : error.withText(text);
    }

    private static StanzaError by(StanzaError error, XmlElement element) {
        Optional<String> by = element.attribute("by");
        try {
            return by.isPresent() ? error.withBy(Jid.of(by.get())) : error;
        } catch (IllegalArgumentException e) {
            // The name of who reports an error is a hint; a malformed one must not hide the error itself.
            return error;
        }
    }

    private static @Nullable StanzaErrorType type(String value) {
        return switch (value) {
            case "auth" -> StanzaErrorType.AUTH;
            case "cancel" -> StanzaErrorType.CANCEL;
            case "continue" -> StanzaErrorType.CONTINUE;
            case "modify" -> StanzaErrorType.MODIFY;
            case "wait" -> StanzaErrorType.WAIT;
            default -> null;
        };
    }

    /** The condition that an error code from before RFC 3920 stands for (XEP-0086). */
    private static String legacyCondition(XmlElement error) {
        return switch (error.attribute("code").orElse("")) {
            case "302" -> "redirect";
            case "400" -> "bad-request";
            case "401" -> "not-authorized";
            case "403" -> "forbidden";
            case "404" -> "item-not-found";
            case "405" -> "not-allowed";
            case "406" -> "not-acceptable";
            case "407" -> "registration-required";
            case "408", "504" -> "remote-server-timeout";
            case "409" -> "conflict";
            case "500" -> "internal-server-error";
            case "501" -> "feature-not-implemented";
            case "502", "503", "510" -> "service-unavailable";
            default -> UNDEFINED;
        };
    }

    /**
     * The element that tells of an error.
     *
     * @throws IllegalArgumentException if the text or language holds a character that XML 1.0 forbids
     */
    static XmlElement write(StanzaError error, String contentNamespace) {
        XmlElement.Builder element = XmlElement.named(contentNamespace, "error");
        error.by().ifPresent(jid -> element.attribute("by", jid.toString()));
        element.attribute("type", error.type().toString());
        element.child(
                XmlElement.named(CONDITIONS, error.condition().elementName()).build());
        error.text().ifPresent(text -> {
            XmlElement.Builder textElement = XmlElement.named(CONDITIONS, "text");
            error.language().ifPresent(language -> textElement.attribute("xml", XML, "lang", language));
            element.child(textElement.text(text).build());
        });
        error.applicationCondition().ifPresent(element::child);
        return element.build();
    }
}
