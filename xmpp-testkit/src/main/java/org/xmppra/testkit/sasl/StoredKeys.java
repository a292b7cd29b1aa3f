package org.xmppra.testkit.sasl;

/**
 * What a server keeps of a password (RFC 5802 §3).
 *
 * @param salt mixed into the password
 * @param iterations how often the password was hashed
 * @param storedKey checks the client's proof
 * @param serverKey makes the server's proof
 */
record StoredKeys(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
    @Override
    public String toString() {
        return "StoredKeys[" + iterations + " iterations]";
    }
}
