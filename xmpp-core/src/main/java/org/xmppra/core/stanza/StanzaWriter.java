package org.xmppra.core.stanza;

import java.util.Optional;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.XmlOutput;

/**
 * Writes IQs for the wire. Pure; runs on the thread of the caller, not on a loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8">RFC 6120 §8</a>
 */
public final class StanzaWriter {
    private static final int USUAL_BYTES = 160;

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
        if (iq.children().size() > 1) {
            throw new IllegalArgumentException("An IQ has at most one payload (RFC 6120 §8.2.3): " + iq);
        }
        XmlOutput out = new XmlOutput(USUAL_BYTES);
        out.markup("<iq type='").markup(iq.type().toString()).markup("'");
        out.markup(" id=").value(iq.id());
        attribute(out, " from=", iq.from());
        attribute(out, " to=", iq.to());
        attribute(out, " xml:lang=", iq.language());
        boolean error = iq.type() == IqType.ERROR;
        if (iq.children().isEmpty() && !error) {
            return out.markup("/>").toBytes();
        }
        out.markup(">");
        if (iq.hasPayload()) {
            iq.payload().writeTo(out, contentNamespace);
        }
        if (error) {
            StanzaErrors.write(iq.error(), contentNamespace).writeTo(out, contentNamespace);
        }
        return out.markup("</iq>").toBytes();
    }

    private static void attribute(XmlOutput out, String head, Optional<?> value) {
        if (value.isPresent()) {
            out.markup(head).value(value.get().toString());
        }
    }
}
