package org.xmppra.testkit.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.sasl.SaslFailure;

/** HT-SHA-256 (draft-schmaus-kitten-sasl-ht-09 §3): the name, a NUL and the token's hash; the answer is another hash. */
final class HashedTokenServerMechanism implements SaslServerMechanism {
    private final FastTokens tokens;
    private final String mechanism;
    private final String clientId;
    private final byte[] binding;
    private @Nullable String userName;

    HashedTokenServerMechanism(FastTokens tokens, String mechanism, String clientId, byte[] binding) {
        this.tokens = tokens;
        this.mechanism = mechanism;
        this.clientId = clientId;
        this.binding = binding;
    }

    @Override
    public String name() {
        return mechanism;
    }

    @Override
    public byte[] evaluate(byte[] response) throws SaslServerException {
        int end = 0;
        while (end < response.length && response[end] != 0) {
            end++;
        }
        if (end == 0 || end == response.length) {
            throw new SaslServerException(SaslFailure.MALFORMED_REQUEST, "not a message of this mechanism");
        }
        String user = new String(response, 0, end, UTF_8);
        byte[] proof = Arrays.copyOfRange(response, end + 1, response.length);
        FastTokens.Token token = tokens.use(user, clientId, mechanism, proof, binding);
        if (token == null) {
            throw new SaslServerException(SaslFailure.NOT_AUTHORIZED, "no such token");
        }
        userName = user;
        return FastTokens.hashed(token, "Responder", binding);
    }

    @Override
    public boolean isComplete() {
        return userName != null;
    }

    @Override
    public String userName() {
        String user = userName;
        if (user == null) {
            throw new IllegalStateException("Nobody has authenticated");
        }
        return user;
    }
}
