package org.xmppra.core.stanza;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.xmppra.Iq;
import org.xmppra.IqType;

/**
 * Writes IQs for the wire. Pure; runs on the thread of the caller, not on a loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8">RFC 6120 §8</a>
 */
public final class StanzaWriter {
    private static final int TYPICAL_LENGTH = 256;

    private StanzaWriter() {}

    /**
     * The bytes of an IQ, in UTF-8.
     *
     * @param iq what to write; an error repeats the payload it holds before its {@code <error/>}
     * @param contentNamespace the stream's content namespace, which the stanza inherits and does not declare
     * @throws IllegalArgumentException if it holds several payloads, or an error text that XML cannot carry; nothing of
     *     it is written then
     */
    public static byte[] write(Iq iq, String contentNamespace) {
        return toXml(iq, contentNamespace).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The same as characters.
     *
     * @throws IllegalArgumentException as {@link #write}
     */
    public static String toXml(Iq iq, String contentNamespace) {
        if (iq.children().size() > 1) {
            throw new IllegalArgumentException("An IQ has at most one payload (RFC 6120 §8.2.3): " + iq);
        }
        StringBuilder out = new StringBuilder(TYPICAL_LENGTH);
        out.append("<iq type='").append(iq.type()).append('\'');
        attribute(out, " id='", iq.id());
        attribute(out, " from='", iq.from());
        attribute(out, " to='", iq.to());
        attribute(out, " xml:lang='", iq.language());
        boolean error = iq.type() == IqType.ERROR;
        if (iq.children().isEmpty() && !error) {
            return out.append("/>").toString();
        }
        out.append('>');
        if (iq.hasPayload()) {
            iq.payload().writeTo(out, contentNamespace);
        }
        if (error) {
            StanzaErrors.write(iq.error(), contentNamespace).writeTo(out, contentNamespace);
        }
        return out.append("</iq>").toString();
    }

    private static void attribute(StringBuilder out, String head, Optional<?> value) {
        if (value.isPresent()) {
            attribute(out, head, value.get().toString());
        }
    }

    /** The values were checked when the IQ was built; what is left is to escape them. */
    private static void attribute(StringBuilder out, String head, String value) {
        out.append(head);
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            String entity = entity(value.charAt(i));
            if (!entity.isEmpty()) {
                out.append(value, from, i).append(entity);
                from = i + 1;
            }
        }
        out.append(value, from, value.length()).append('\'');
    }

    private static String entity(char c) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '\'' -> "&apos;";
            case '"' -> "&quot;";
            case '\t' -> "&#9;";
            case '\n' -> "&#10;";
            case '\r' -> "&#13;";
            default -> "";
        };
    }
}
