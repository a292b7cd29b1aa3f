package org.xmppra.core.stream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;

/**
 * A {@code <stream:error/>}: why the stream ends (RFC 6120 §4.9).
 *
 * @param condition the defined condition
 * @param text a text for humans, or null
 * @param detail an application-specific condition (RFC 6120 §4.9.4), or null
 */
public record StreamError(
        StreamErrorCondition condition,
        @Nullable String text,
        @Nullable XmlElement detail) {
    /** An error without an application-specific condition. */
    public StreamError(StreamErrorCondition condition, @Nullable String text) {
        this(condition, text, null);
    }

    /** The error to send for a rule that the peer broke. */
    public static StreamError of(StreamException broken) {
        return new StreamError(
                broken.condition(), broken.getMessage(), broken.detail().orElse(null));
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
        Optional<XmlElement> detail = element.children().stream()
                .filter(child -> !child.namespace().equals(StreamNamespaces.STREAM_ERRORS))
                .findFirst();
        return new StreamError(condition, text.orElse(null), detail.orElse(null));
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
        if (detail != null) {
            out.append(detail.toXml());
        }
        return out.append("</stream:error>").toString();
    }

    @Override
    public String toString() {
        return condition.elementName()
                + (detail == null ? "" : "/" + detail.name())
                + (text == null || text.isBlank() ? "" : " (" + text.strip() + ")");
    }
}
