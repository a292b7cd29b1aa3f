package org.xmppra.core.stanza;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;

/** An IQ that was received, told apart by what has to be done with it. */
public sealed interface ReceivedIq extends Received {
    /**
     * A get or set with exactly one payload.
     *
     * @param iq the request
     */
    record Request(Iq iq) implements ReceivedIq {
        /** Checks that it is one. */
        public Request {
            if (!iq.type().isRequest() || iq.children().size() != 1) {
                throw new IllegalArgumentException("Not a request with one payload: " + iq);
            }
        }
    }

    /**
     * A result or an error. A result may hold several payloads, an error always holds its {@code StanzaError}.
     *
     * @param iq the response
     */
    record Response(Iq iq) implements ReceivedIq {
        /** Checks that it is one. */
        public Response {
            if (iq.type().isRequest()) {
                throw new IllegalArgumentException("Not a response: " + iq);
            }
        }
    }

    /**
     * An IQ that breaks RFC 6120 §8.1 or §8.2.3.
     *
     * @param reason what is wrong with it; never repeats the payload
     * @param returnAddress where {@code bad-request} goes; null where no answer is possible (no id, no valid sender) or
     *     none is allowed (a result or error)
     */
    record Malformed(String reason, @Nullable ReturnAddress returnAddress) implements ReceivedIq {
        /** Whether, and where, an answer is due. */
        public Optional<ReturnAddress> answerTo() {
            return Optional.ofNullable(returnAddress);
        }
    }

    /**
     * What of a malformed request its answer needs.
     *
     * @param id the request's id
     * @param from who sent it, or null where the server left it out
     * @param to whom it was for, or null if it has none or a malformed one
     */
    record ReturnAddress(
            String id, @Nullable Jid from, @Nullable Jid to) {
        /** Checks that there is an id. */
        public ReturnAddress {
            Objects.requireNonNull(id, "id");
        }
    }

    /** The type that a value of the {@code type} attribute stands for. */
    static Optional<IqType> typeOf(String value) {
        return Optional.ofNullable(
                switch (value) {
                    case "get" -> IqType.GET;
                    case "set" -> IqType.SET;
                    case "result" -> IqType.RESULT;
                    case "error" -> IqType.ERROR;
                    default -> null;
                });
    }
}
