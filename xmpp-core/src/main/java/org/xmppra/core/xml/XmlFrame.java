package org.xmppra.core.xml;

import java.util.Arrays;

/** One complete piece of a stream, as bytes that passed the framer's checks. */
public sealed interface XmlFrame {
    /**
     * The opening tag of a stream, an XML declaration before it excepted.
     *
     * @param bytes from {@code <} to {@code >}
     */
    record Header(byte[] bytes) implements XmlFrame {}

    /**
     * A whole first-level element, where it was received: to be read while it is handled, for what comes next may be received
     * into the same array.
     *
     * @param in holds it; not to be changed
     * @param from index of the {@code <} of its start tag
     * @param to index behind the {@code >} of its end tag
     */
    record Element(byte[] in, int from, int to) implements XmlFrame {
        /** An element that is all there is in the array. */
        public Element(byte[] in) {
            this(in, 0, in.length);
        }

        /** A copy of the element. */
        public byte[] bytes() {
            return Arrays.copyOfRange(in, from, to);
        }
    }

    /** The closing tag of the stream. */
    record Close() implements XmlFrame {}
}
