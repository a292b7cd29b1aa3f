package org.xmppra.core.xml;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.xml.stream.XMLStreamException;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamException;

/**
 * Aalto over bytes in memory: a second, independent reader of what the framer saw. Where the two differ, the stream ends.
 *
 * <p>Making a reader costs more than reading a stanza, so one that has read a stanza without fault is kept for the next, of
 * whichever stream: between stanzas it stands inside a root and knows nothing but names. There are a few of them, as many as
 * event loops use at a time, and none for an idle session. One that has met a fault is dropped with all it knows: Aalto has
 * unchecked exceptions for some faults of the XML, and whatever it stumbles over, the stream ends.
 */
final class AaltoParser implements XmlParser {
    /** A power of two. Loops that meet in one slot make a reader more, and nothing else. */
    private static final int SLOTS = 16;

    private final AtomicReferenceArray<AaltoReader> idle = new AtomicReferenceArray<>(SLOTS);

    @Override
    public XmlHeader parseHeader(byte[] header) throws StreamException {
        try {
            return new XmlHeader(AaltoReader.readDocument(closed(header)));
        } catch (XMLStreamException | RuntimeException e) {
            throw malformed();
        }
    }

    @Override
    public XmlElement parse(byte[] element, XmlHeader header) throws StreamException {
        int slot = slot(header);
        AaltoReader reader = idle.getAndSet(slot, null);
        try {
            if (reader == null || !reader.isInside(header.root())) {
                reader = AaltoReader.inside(header.root());
            }
            XmlElement read = reader.read(element);
            if (!reader.isSpent()) {
                idle.set(slot, reader);
            }
            return InheritedPrefixes.declare(read, header.inheritedPrefixes());
        } catch (XMLStreamException | RuntimeException e) {
            throw malformed();
        }
    }

    private static int slot(XmlHeader header) {
        return header.rootHash() + (int) Thread.currentThread().getId() & SLOTS - 1;
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

    private static StreamException malformed() {
        return Refusal.malformed("the XML is not well-formed");
    }
}
