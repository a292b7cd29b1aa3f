package org.xmppra.core.xml;

/** One complete piece of a stream, as bytes that passed the framer's checks. The arrays belong to the receiver. */
public sealed interface XmlFrame {
    /**
     * The opening tag of a stream, an XML declaration before it excepted.
     *
     * @param bytes from {@code <} to {@code >}
     */
    record Header(byte[] bytes) implements XmlFrame {}

    /**
     * A whole first-level element.
     *
     * @param bytes from {@code <} of its start tag to {@code >} of its end tag
     */
    record Element(byte[] bytes) implements XmlFrame {}

    /** The closing tag of the stream. */
    record Close() implements XmlFrame {}
}
