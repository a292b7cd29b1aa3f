package org.xmppra.core.stanza;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.StanzaError;
import org.xmppra.XmlElement;
import org.xmppra.core.stanza.ReceivedIq.Malformed;
import org.xmppra.core.stanza.ReceivedIq.ReturnAddress;

/**
 * Tells what a first-level element is, and reads IQs. Pure functions, which never throw on what a peer may send.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3">RFC 6120 §8.2.3</a>
 */
public final class StanzaReader {
    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    private static final JidCache JIDS = new JidCache(512);

    private StanzaReader() {}

    /**
     * Reads one element.
     *
     * @param element a child of the stream
     * @param contentNamespace the stream's content namespace: stanzas of another are none
     * @param streamLanguage the language of stanzas that name none themselves (RFC 6120 §8.1.5), or null
     */
    public static Received read(XmlElement element, String contentNamespace, @Nullable String streamLanguage) {
        if (!element.namespace().equals(contentNamespace)) {
            return new Received.Other(element);
        }
        return switch (element.name()) {
            case "iq" -> readIq(element, element.attribute(XML, "lang").or(() -> Optional.ofNullable(streamLanguage)));
            case "message" -> new Received.Message(element);
            case "presence" -> new Received.Presence(element);
            default -> new Received.Other(element);
        };
    }

    private static ReceivedIq readIq(XmlElement element, Optional<String> language) {
        String id = element.attribute("id").orElse("");
        if (id.isEmpty()) {
            return new Malformed("it has no id", null);
        }
        String typeName = element.attribute("type").orElse("");
        IqType type = ReceivedIq.typeOf(typeName).orElse(null);
        boolean answerable = type == null || type.isRequest();
        Jid from;
        try {
            from = address(element, "from");
        } catch (IllegalArgumentException e) {
            return new Malformed("its 'from' is malformed: " + e.getMessage(), null);
        }
        Jid to;
        try {
            to = address(element, "to");
        } catch (IllegalArgumentException e) {
            return malformed("its 'to' is malformed: " + e.getMessage(), answerable, id, from, null);
        }
        if (type == null) {
            return malformed("its type is none of get, set, result, error", answerable, id, from, to);
        }
        List<XmlElement> children = children(element);
        if (type.isRequest()) {
            return children.size() == 1
                    ? new ReceivedIq.Request(finish(type == IqType.GET ? Iq.get() : Iq.set(), language, id, from, to)
                            .children(children)
                            .build())
                    : malformed(
                            "a " + type + " has exactly one payload, this one " + children.size(), true, id, from, to);
        }
        return new ReceivedIq.Response(response(type, element, language, id, from, to, children));
    }

    private static Iq response(
            IqType type,
            XmlElement element,
            Optional<String> language,
            String id,
            @Nullable Jid from,
            @Nullable Jid to,
            List<XmlElement> children) {
        if (type == IqType.RESULT) {
            return finish(Iq.result(id), language, id, from, to)
                    .children(children)
                    .build();
        }
        Optional<XmlElement> errorElement = lastError(children, element.namespace());
        StanzaError error = StanzaErrors.read(errorElement, language);
        List<XmlElement> payload = new ArrayList<>(children);
        errorElement.ifPresent(payload::remove);
        return finish(Iq.error(id, error), language, id, from, to)
                .children(payload)
                .build();
    }

    /** The last, should there be several: then those before it are an echoed payload of that name. */
    private static Optional<XmlElement> lastError(List<XmlElement> children, String contentNamespace) {
        return children.stream()
                .filter(child -> child.is(contentNamespace, "error"))
                .reduce((before, last) -> last);
    }

    private static Iq.Builder finish(
            Iq.Builder builder, Optional<String> language, String id, @Nullable Jid from, @Nullable Jid to) {
        return builder.id(id).from(from).to(to).language(language.orElse(null));
    }

    private static Malformed malformed(
            String reason, boolean answerable, String id, @Nullable Jid from, @Nullable Jid to) {
        return new Malformed(reason, answerable ? new ReturnAddress(id, from, to) : null);
    }

    private static @Nullable Jid address(XmlElement element, String name) {
        Optional<String> text = element.attribute(name);
        return text.isPresent() ? JIDS.get(text.get()) : null;
    }

    private static List<XmlElement> children(XmlElement element) {
        List<Object> content = element.content();
        return content.size() == 1 && content.get(0) instanceof XmlElement only ? List.of(only) : element.children();
    }
}
