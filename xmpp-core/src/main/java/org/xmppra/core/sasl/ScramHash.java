package org.xmppra.core.sasl;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions that SCRAM is defined for here: RFC 5802, RFC 7677, and SHA-512 in the same manner; weakest first. */
enum ScramHash {
    SHA_1("SHA-1", "HmacSHA1"),
    SHA_256("SHA-256", "HmacSHA256"),
    SHA_512("SHA-512", "HmacSHA512");

    private final String digestName;
    private final String macName;

    ScramHash(String digestName, String macName) {
        this.digestName = digestName;
        this.macName = macName;
    }

    String mechanism() {
        return "SCRAM-" + digestName;
    }

    /** The mechanism with channel binding. */
    String boundMechanism() {
        return mechanism() + SaslMechanisms.BOUND;
    }

    /** H(data). */
    byte[] hash(byte[] data) {
        try {
            return MessageDigest.getInstance(digestName).digest(data);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** HMAC(key, data). */
    byte[] hmac(byte[] key, byte[] data) {
        return mac(key).doFinal(data);
    }

    /** Hi(password, salt, iterations): PBKDF2 with one block. */
    byte[] saltedPassword(byte[] password, byte[] salt, int iterations) {
        Mac mac = mac(password);
        mac.update(salt);
        byte[] round = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] result = round.clone();
        for (int i = 1; i < iterations; i++) {
            round = mac.doFinal(round);
            for (int j = 0; j < result.length; j++) {
                result[j] ^= round[j];
            }
        }
        return result;
    }

    private Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(macName);
            mac.init(new SecretKeySpec(key, macName));
            return mac;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("This Java runtime has no " + digestName, e);
    }
}
