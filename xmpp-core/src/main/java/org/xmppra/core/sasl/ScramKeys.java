package org.xmppra.core.sasl;

import java.nio.charset.StandardCharsets;

/** What SCRAM derives from a password, salt and iteration count (RFC 5802 §3); as good as the password itself to this server. */
record ScramKeys(byte[] clientKey, byte[] serverKey) {
    private static final byte[] CLIENT_KEY = "Client Key".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SERVER_KEY = "Server Key".getBytes(StandardCharsets.US_ASCII);

    static ScramKeys derive(ScramHash hash, byte[] password, byte[] salt, int iterations) {
        byte[] salted = hash.saltedPassword(password, salt, iterations);
        return new ScramKeys(hash.hmac(salted, CLIENT_KEY), hash.hmac(salted, SERVER_KEY));
    }

    @Override
    public String toString() {
        return "ScramKeys[****]";
    }
}
