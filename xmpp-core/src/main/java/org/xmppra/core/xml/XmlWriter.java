package org.xmppra.core.xml;

import java.nio.charset.StandardCharsets;
import org.xmppra.XmlElement;

/** Writes what goes on a stream. Everything comes out well-formed, escaped, in UTF-8. */
public final class XmlWriter {
    private static final int USUAL_LENGTH = 512;

    private XmlWriter() {}

    /** Writes the end of a stream. */
    public static byte[] close() {
        return "</stream:stream>".getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Writes a first-level element.
     *
     * @param element a stanza in the stream's content namespace, or another element; features and stream errors come out
     *     with the prefix {@code stream}, which some peers look for
     * @param contentNamespace the default namespace of the stream, {@code jabber:client} or
     *     {@code jabber:component:accept}
     */
    public static byte[] write(XmlElement element, String contentNamespace) {
        StringBuilder out = new StringBuilder(USUAL_LENGTH);
        if (element.namespace().equals(XmlHeader.STREAMS)) {
            writeStreamElement(element, contentNamespace, out);
        } else {
            element.writeTo(out, contentNamespace);
        }
        return bytes(out);
    }

    private static void writeStreamElement(XmlElement element, String contentNamespace, StringBuilder out) {
        out.append("<stream:").append(element.name()).append('>');
        for (Object node : element.content()) {
            if (node instanceof XmlElement child) {
                child.writeTo(out, contentNamespace);
            } else {
                out.append(XmlEscapes.text((String) node));
            }
        }
        out.append("</stream:").append(element.name()).append('>');
    }

    private static byte[] bytes(StringBuilder out) {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
