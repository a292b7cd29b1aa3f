package org.xmppra.core.sasl;

import org.jspecify.annotations.Nullable;

/**
 * The client's side of one authentication: messages in, messages out, before they are base64-encoded for XMPP. Made for
 * one attempt; not thread-safe, but its methods may be called by different threads one after the other.
 */
public interface SaslMechanism {
    /** The registered name, such as {@code SCRAM-SHA-256}. */
    String name();

    /**
     * The initial response, for {@code <auth/>}.
     *
     * @return the message, or null if this mechanism waits for a challenge
     */
    byte @Nullable [] initialResponse();

    /**
     * Answers a challenge. May take long (SCRAM derives a key): never to be called on an event loop.
     *
     * @param challenge the decoded challenge
     * @return the response to send
     * @throws SaslException if the challenge is not acceptable; the exchange must be aborted
     */
    byte[] respond(byte[] challenge) throws SaslException;

    /**
     * The server says that authentication succeeded. Quick enough for an event loop.
     *
     * @param additionalData the decoded content of {@code <success/>}, null if there is none
     * @throws SaslException if the server did not prove what the mechanism asks it to; the stream must be closed
     */
    void succeed(byte @Nullable [] additionalData) throws SaslException;
}
