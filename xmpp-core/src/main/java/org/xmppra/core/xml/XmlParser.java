package org.xmppra.core.xml;

import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamException;

/**
 * Reads frames that {@link XmlFramer} or {@link XmlScanner#checkDocument} let through. One for a whole adapter; never
 * blocks. Implementations are thread-safe.
 */
public interface XmlParser {
    /** The parser of this library. It knows no limits: what it is given has passed them. */
    static XmlParser create() {
        return new AaltoParser();
    }

    /**
     * Reads the opening tag of a stream.
     *
     * @param header the bytes of a {@link XmlFrame.Header}
     * @throws StreamException {@code not-well-formed} if it is not well-formed or uses a prefix that it does not declare
     */
    XmlHeader parseHeader(byte[] header) throws StreamException;

    /**
     * Reads a first-level element in the namespaces of its stream. Prefixes that the header and the element declare are
     * declared again on its children where they may be needed, so that each child can stand alone.
     *
     * @param element the bytes of a {@link XmlFrame.Element}
     * @param header of its stream; {@link XmlHeader#NONE} for a document that stands alone
     * @throws StreamException {@code not-well-formed} wherever this reading differs from the framer's: end tags, duplicate
     *     attributes, undeclared prefixes
     */
    XmlElement parse(byte[] element, XmlHeader header) throws StreamException;
}
