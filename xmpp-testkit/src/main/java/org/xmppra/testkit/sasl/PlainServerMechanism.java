package org.xmppra.testkit.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.sasl.SaslFailure;
import org.xmppra.core.sasl.SaslPrep;

/** PLAIN (RFC 4616). */
final class PlainServerMechanism implements SaslServerMechanism {
    static final String NAME = "PLAIN";

    private final SaslAccounts accounts;
    private @Nullable String userName;

    PlainServerMechanism(SaslAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte @Nullable [] evaluate(byte[] response) throws SaslServerException {
        String[] parts = new String(response, UTF_8).split("\0", -1);
        if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
            throw new SaslServerException(SaslFailure.MALFORMED_REQUEST, "not a PLAIN message");
        }
        if (!parts[0].isEmpty() && !parts[0].equals(parts[1])) {
            throw new SaslServerException(SaslFailure.INVALID_AUTHZID, "one account can't act as another");
        }
        String user = prepare(parts[1]);
        StoredKeys keys = accounts.keys(user, ServerHash.SHA_256);
        StoredKeys claimed = ServerHash.SHA_256.store(prepare(parts[2]), keys.salt(), keys.iterations());
        if (!MessageDigest.isEqual(keys.storedKey(), claimed.storedKey())) {
            throw new SaslServerException(SaslFailure.NOT_AUTHORIZED, "wrong user name or password");
        }
        userName = user;
        return null;
    }

    private static String prepare(String text) throws SaslServerException {
        try {
            return SaslPrep.query(text);
        } catch (IllegalArgumentException e) {
            throw new SaslServerException(SaslFailure.NOT_AUTHORIZED, "wrong user name or password");
        }
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
