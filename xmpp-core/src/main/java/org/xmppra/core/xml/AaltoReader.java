package org.xmppra.core.xml;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLInputFactory;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.util.Arrays;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.xmppra.XmlElement;

/**
 * A reader that stands inside a root element and is fed one whole stanza after the other. Only what the framer let through
 * may be fed: Aalto itself knows no limits, takes overlong UTF-8 and {@code ]]>} in text, and corrupts characters whose bytes
 * come in two pieces.
 *
 * <p>Each has a factory of its own and is never closed, so that the names it learns from a peer go with it and are merged
 * into no table that others share. Not thread-safe; used by one thread at a time.
 */
final class AaltoReader {
    /** After so many bytes a reader is dropped with the names it has learnt: no more of them than one stanza may hold. */
    private static final int SPENT_BYTES = 256 * 1024;

    private static final byte[] NO_ROOT = new byte[0];

    private final byte[] root;
    private final AsyncXMLStreamReader<AsyncByteArrayFeeder> reader;
    private int fed;

    private AaltoReader(byte[] root) {
        this.root = root;
        AsyncXMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        this.reader = factory.createAsyncForByteArray();
    }

    /** Makes one that stands behind a start tag. */
    static AaltoReader inside(byte[] root) throws XMLStreamException {
        AaltoReader made = new AaltoReader(root);
        made.start(root);
        made.expectNothingMore();
        return made;
    }

    /** Reads a document that is one element. */
    static XmlElement readDocument(byte[] document) throws XMLStreamException {
        return new AaltoReader(NO_ROOT).read(document);
    }

    boolean isInside(byte[] wanted) {
        return root == wanted || Arrays.equals(root, wanted);
    }

    /** Whether it should read nothing more. */
    boolean isSpent() {
        return fed >= SPENT_BYTES;
    }

    /**
     * Reads one element.
     *
     * @throws XMLStreamException if it is not well-formed, or if these bytes are not exactly one element; the reader is of
     *     no more use then
     */
    XmlElement read(byte[] element) throws XMLStreamException {
        start(element);
        XmlElement read = XmlElement.read(reader);
        expectNothingMore();
        return read;
    }

    private void start(byte[] bytes) throws XMLStreamException {
        fed += bytes.length;
        reader.getInputFeeder().feedInput(bytes, 0, bytes.length);
        int event = reader.next();
        if (event == XMLStreamConstants.START_DOCUMENT) {
            event = reader.next();
        }
        if (event != XMLStreamConstants.START_ELEMENT) {
            throw new XMLStreamException("no start tag", reader.getLocation());
        }
    }

    /** The tag just read must be what the bytes end with. */
    private void expectNothingMore() throws XMLStreamException {
        if (!reader.getInputFeeder().needMoreInput()) {
            throw new XMLStreamException("more than one element", reader.getLocation());
        }
    }
}
