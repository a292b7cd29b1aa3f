package org.xmppra.core.session;

import org.jspecify.annotations.Nullable;
import org.xmppra.core.stream.StreamError;

/** Why a stream is over. */
sealed interface StreamEnd {
    /** The reason as a clause: "the server …". */
    String describe();

    /** The server ended it with {@code </stream:stream>}. */
    record PeerClosed() implements StreamEnd {
        @Override
        public String describe() {
            return "the server closed the stream";
        }
    }

    /**
     * The server sent a stream error.
     *
     * @param error the error
     * @param otherHost whom it sends us to with {@code see-other-host}, as it was received; or null
     * @param secure whether TLS was under the stream
     */
    record PeerError(StreamError error, @Nullable String otherHost, boolean secure) implements StreamEnd {
        @Override
        public String describe() {
            return "the server ended the stream with the error " + error;
        }
    }

    /**
     * The server broke a rule, and was told so.
     *
     * @param error the stream error that was sent
     */
    record OwnError(StreamError error) implements StreamEnd {
        @Override
        public String describe() {
            return "the server broke a rule of the stream: " + error;
        }
    }

    /**
     * The connection broke without goodbye.
     *
     * @param cause what the socket said, or null for the end of the input
     */
    record Broken(@Nullable Throwable cause) implements StreamEnd {
        @Override
        public String describe() {
            return "the connection was lost"
                    + (cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")");
        }
    }

    /** No sign of life came from the server. */
    record Silent() implements StreamEnd {
        @Override
        public String describe() {
            return "the server gave no sign of life";
        }
    }

    /** Closed on this side. */
    record OwnClose() implements StreamEnd {
        @Override
        public String describe() {
            return "the session was closed";
        }
    }

    /**
     * The session was suspended, and could not be resumed.
     *
     * @param lost why its stream was lost
     * @param reason why it is not resumed, as a clause
     */
    record NotResumed(StreamEnd lost, String reason) implements StreamEnd {
        @Override
        public String describe() {
            return lost.describe() + ", and the session could not be resumed: " + reason;
        }
    }

    /** Whether a managed session may go on, on another stream: nobody has said goodbye (XEP-0198 §5). */
    default boolean leavesSession() {
        return this instanceof Broken || this instanceof Silent;
    }
}
