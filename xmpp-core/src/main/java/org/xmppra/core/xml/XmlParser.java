package org.xmppra.core.xml;

import java.util.Arrays;
import java.util.List;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamException;

/**
 * Reads frames that {@link XmlFramer} or {@link XmlScanner#checkDocument} let through: a second, independent reader of the same bytes,
 * which knows no limits. Where the two differ, the stream ends. Keeps nothing from one frame to the next; never blocks.
 */
public final class XmlParser {
    private XmlParser() {}

    /**
     * Reads the opening tag of a stream.
     *
     * @param header the bytes of a {@link XmlFrame.Header}
     * @throws StreamException {@code not-well-formed} if it is not well-formed or uses a prefix that it does not declare
     */
    public static XmlHeader parseHeader(byte[] header) throws StreamException {
        try {
            byte[] element = closed(header);
            return new XmlHeader(XmlElement.read(element, 0, element.length, List.of()));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    /**
     * Reads a first-level element in the namespaces of its stream. Prefixes that the header and the element declare are
     * declared again on its children where they may be needed, so that each child can stand alone.
     *
     * @param frame the element; nothing of it is kept
     * @param header of its stream; {@link XmlHeader#NONE} for a document that stands alone
     * @throws StreamException {@code not-well-formed} wherever this reading differs from the framer's: end tags, duplicate
     *     attributes, undeclared prefixes
     */
    public static XmlElement parse(XmlFrame.Element frame, XmlHeader header) throws StreamException {
        try {
            XmlElement element = XmlElement.read(frame.in(), frame.from(), frame.to(), header.declarations());
            return InheritedPrefixes.declare(element, header.inheritedPrefixes());
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    /** The opening tag as an empty element. */
    private static byte[] closed(byte[] header) {
        int end = header.length - 1;
        if (end > 0 && header[end - 1] == '/') {
            return header;
        }
        byte[] closed = Arrays.copyOf(header, header.length + 1);
        closed[end] = '/';
        closed[end + 1] = '>';
        return closed;
    }

    /** Without the reader's message, which may quote what a peer has to keep secret. */
    private static StreamException malformed() {
        return Refusal.malformed("the XML is not well-formed");
    }
}
