package org.xmppra.testkit.sasl;

import org.jspecify.annotations.Nullable;

/**
 * The server's side of one authentication. Made for one attempt; not thread-safe.
 *
 * <p>If {@code <auth/>} brings no initial response (its content is empty, not {@code =}), the server sends an empty
 * challenge and passes the response to that.
 */
public interface SaslServerMechanism {
    /** The registered name, such as {@code SCRAM-SHA-256}. */
    String name();

    /**
     * Evaluates the initial response or the response to a challenge, decoded.
     *
     * @return while not {@linkplain #isComplete complete} the next challenge; then the additional data of {@code
     *     <success/>}, or null if there is none
     * @throws SaslServerException if the client is not authenticated
     */
    byte @Nullable [] evaluate(byte[] response) throws SaslServerException;

    /** Whether the client has authenticated. */
    boolean isComplete();

    /**
     * The localpart of the account that has authenticated.
     *
     * @throws IllegalStateException while not complete
     */
    String userName();
}
