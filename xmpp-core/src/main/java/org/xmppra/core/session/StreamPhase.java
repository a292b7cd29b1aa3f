package org.xmppra.core.session;

import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamHeader;

/** What a stream is busy with: negotiating, or carrying stanzas. Called on the stream's event loop. */
interface StreamPhase {
    /** The server opened its side of the stream, for the first time or after a restart. */
    void opened(StreamHeader header);

    /** An element that is neither a stream error nor the end. */
    void received(XmlElement element);

    /** What was read from the socket in one go is dealt with; follows what was received in it, even its end. */
    default void readDone() {}

    /** The socket takes more again. */
    default void writable() {}

    /**
     * The stream is over; nothing follows.
     *
     * @param end why
     */
    void ended(StreamEnd end);
}
