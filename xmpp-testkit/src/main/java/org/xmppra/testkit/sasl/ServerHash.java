package org.xmppra.testkit.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** SCRAM's arithmetic on the JDK's PBKDF2, written apart from the client's so that each checks the other. */
enum ServerHash {
    SHA_1("SHA-1", "SHA1", 20),
    SHA_256("SHA-256", "SHA256", 32),
    SHA_512("SHA-512", "SHA512", 64);

    private final String digest;
    private final String hmac;
    private final int bytes;

    ServerHash(String digest, String hmac, int bytes) {
        this.digest = digest;
        this.hmac = "Hmac" + hmac;
        this.bytes = bytes;
    }

    String mechanism() {
        return "SCRAM-" + digest;
    }

    String boundMechanism() {
        return mechanism() + "-PLUS";
    }

    int bytes() {
        return bytes;
    }

    StoredKeys store(String preparedPassword, byte[] salt, int iterations) {
        try {
            SecretKeyFactory factory = SecretKeyFactory.getInstance("PBKDF2With" + hmac);
            var spec = new PBEKeySpec(preparedPassword.toCharArray(), salt, iterations, bytes * Byte.SIZE);
            byte[] salted = factory.generateSecret(spec).getEncoded();
            byte[] storedKey = hash(hmac(salted, "Client Key".getBytes(US_ASCII)));
            return new StoredKeys(salt, iterations, storedKey, hmac(salted, "Server Key".getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] hash(byte[] data) {
        try {
            return MessageDigest.getInstance(digest).digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(hmac);
            mac.init(new SecretKeySpec(key, hmac));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
