package org.xmppra.core.sasl;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one session is known by to its server from login to login: an identifier, and the token that stands in for the
 * password at the next one (XEP-0484). A token belongs to the identifier it was given to, so sessions of one account do not
 * share it. In memory only; never shown. Used by one stream at a time, on its event loop.
 */
public final class FastMemory {
    private final String clientId = UUID.randomUUID().toString();
    private @Nullable Token token;

    /**
     * A token.
     *
     * @param mechanism the one that it is good for
     * @param secret the token itself
     * @param expiry when it ends
     */
    record Token(String mechanism, Secret secret, Instant expiry) {}

    /** Starts without a token. */
    public FastMemory() {}

    /** What the server tells this client by. */
    String clientId() {
        return clientId;
    }

    /** The token, unless there is none or it has ended. */
    Optional<Token> token(Instant now) {
        return Optional.ofNullable(token).filter(known -> known.expiry().isAfter(now));
    }

    void keep(Token given) {
        token = given;
    }

    void drop() {
        token = null;
    }
}
