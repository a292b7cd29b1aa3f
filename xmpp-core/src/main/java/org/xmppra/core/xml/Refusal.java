package org.xmppra.core.xml;

import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;

/** The four stream errors with which received XML is refused. The texts never repeat what was received. */
final class Refusal {
    private Refusal() {}

    static StreamException malformed(String what) {
        return new StreamException(StreamErrorCondition.NOT_WELL_FORMED, what);
    }

    static StreamException restricted(String what) {
        return new StreamException(StreamErrorCondition.RESTRICTED_XML, what + " is not allowed in XMPP");
    }

    static StreamException tooMuch(String what) {
        return new StreamException(StreamErrorCondition.POLICY_VIOLATION, what);
    }

    static StreamException encoding(String what) {
        return new StreamException(StreamErrorCondition.UNSUPPORTED_ENCODING, what);
    }
}
