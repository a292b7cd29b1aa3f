package org.xmppra.core.stream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;

/**
 * A {@code <stream:error/>}: why the stream ends (RFC 6120 §4.9).
 *
 * @param condition the defined condition
 * @param text a text for humans, or null
 */
public record StreamError(
        StreamErrorCondition condition, @Nullable String text) {
    /** The error to send for a rule that the peer broke. */
    public static StreamError of(StreamException broken) {
        return new StreamError(broken.condition(), broken.getMessage());
    }

    /** Whether an element is a stream error. */
    public static boolean isError(XmlElement element) {
        return element.is(StreamNamespaces.STREAM, "error");
    }

    /** Reads a stream error that was received. */
    public static StreamError read(XmlElement element) {
        StreamErrorCondition condition = element.children().stream()
                .filter(child -> child.namespace().equals(StreamNamespaces.STREAM_ERRORS))
                .filter(child -> !child.name().equals("text"))
                .findFirst()
                .map(child -> StreamErrorCondition.fromElementName(child.name()))
                .orElse(StreamErrorCondition.UNDEFINED_CONDITION);
        Optional<String> text =
                element.child(StreamNamespaces.STREAM_ERRORS, "text").map(XmlElement::text);
        return new StreamError(condition, text.orElse(null));
    }

    /** The error as it is sent, within a stream that declares the prefix {@code stream}. */
    public String toXml() {
        XmlElement.Builder inner = XmlElement.named(StreamNamespaces.STREAM_ERRORS, condition.elementName());
        StringBuilder out =
                new StringBuilder("<stream:error>").append(inner.build().toXml());
        if (text != null) {
            out.append(XmlElement.named(StreamNamespaces.STREAM_ERRORS, "text")
                    .text(text)
                    .build()
                    .toXml());
        }
        return out.append("</stream:error>").toString();
    }

    @Override
    public String toString() {
        return condition.elementName() + (text == null || text.isBlank() ? "" : " (" + text.strip() + ")");
    }
}
