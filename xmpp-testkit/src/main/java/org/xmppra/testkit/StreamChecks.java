package org.xmppra.testkit;

import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.stream.StreamHeader;

/** What a server asks of a peer's stream header (RFC 6120 §4.7). Pure. */
final class StreamChecks {
    private StreamChecks() {}

    /** Checks a client's header. */
    static void client(StreamHeader header, Jid served) throws StreamException {
        if (!header.announcesFeatures()) {
            throw new StreamException(
                    StreamErrorCondition.UNSUPPORTED_VERSION, "version 1.0 is asked for (RFC 6120 §4.7.5)");
        }
        if (!served.equals(to(header))) {
            throw new StreamException(StreamErrorCondition.HOST_UNKNOWN, "this server serves " + served);
        }
    }

    /**
     * The domain that the peer wants to reach.
     *
     * @return null if what it names is no domain
     * @throws StreamException if it names none
     */
    static @Nullable Jid to(StreamHeader header) throws StreamException {
        String to = header.to();
        if (to == null) {
            throw new StreamException(
                    StreamErrorCondition.IMPROPER_ADDRESSING, "the stream header needs a 'to' (RFC 6120 §4.7.2)");
        }
        try {
            return Jid.of(to);
        } catch (IllegalArgumentException e) {
            // What is no address is no address of ours.
            return null;
        }
    }
}
