package org.xmppra.core.xml;

import java.nio.charset.StandardCharsets;
import org.xmppra.XmlElement;
import org.xmppra.XmlOutput;

/** Writes what goes on a stream. Everything comes out well-formed, escaped, in UTF-8. */
public final class XmlWriter {
    private static final int USUAL_BYTES = 512;

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
        XmlOutput out = new XmlOutput(USUAL_BYTES);
        if (element.namespace().equals(XmlHeader.STREAMS)) {
            writeStreamElement(element, contentNamespace, out);
        } else {
            element.writeTo(out, contentNamespace);
        }
        return out.toBytes();
    }

    private static void writeStreamElement(XmlElement element, String contentNamespace, XmlOutput out) {
        out.markup("<stream:").markup(element.name()).markup(">");
        for (Object node : element.content()) {
            if (node instanceof XmlElement child) {
                child.writeTo(out, contentNamespace);
            } else {
                out.text((String) node);
            }
        }
        out.markup("</stream:").markup(element.name()).markup(">");
    }
}
