package org.xmppra.sample.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The user of this run's admin console. The password is new each time, and stored as WildFly's add-user script would: as
 * {@code HEX(MD5(user:realm:password))}, which is what HTTP Digest needs.
 *
 * @param name the user's name
 * @param password the user's password
 */
record AdminUser(String name, String password) {
    private static final String REALM = "ManagementRealm";
    private static final int SECRET_BYTES = 9;

    static AdminUser create() {
        return new AdminUser("admin", newSecret());
    }

    static String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    void addTo(Layout layout) throws RunException {
        try {
            Files.writeString(
                    layout.configuration().resolve("mgmt-users.properties"),
                    System.lineSeparator() + name + "=" + digest() + System.lineSeparator(),
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new RunException("Cannot add a user for the admin console: " + e, e);
        }
    }

    String digest() {
        try {
            byte[] plain = (name + ":" + REALM + ":" + password).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(plain));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }

    @Override
    public String toString() {
        return "AdminUser[" + name + "]";
    }
}
