package org.xmppra.core.sasl;

import com.ongres.saslprep.SASLprep;
import java.util.function.UnaryOperator;

/** SASLprep (RFC 4013): makes one user name or password of all ways to write it. */
public final class SaslPrep {
    private static final SASLprep PROFILE = new SASLprep();

    private SaslPrep() {}

    /**
     * A user name, as it is asked for: characters that Unicode 3.2 did not know are allowed.
     *
     * @throws IllegalArgumentException if a character is forbidden or nothing is left; the message does not quote it
     */
    public static String query(String text) {
        return prepare(text, PROFILE::prepareQuery);
    }

    /**
     * A password, as it is stored: characters that Unicode 3.2 did not know are forbidden.
     *
     * @throws IllegalArgumentException if a character is forbidden or nothing is left; the message does not quote it
     */
    public static String stored(String text) {
        return prepare(text, PROFILE::prepareStored);
    }

    private static String prepare(String text, UnaryOperator<String> profile) {
        String prepared;
        try {
            prepared = profile.apply(text);
        } catch (IllegalArgumentException e) {
            // The library's message might quote a password.
            throw new IllegalArgumentException("has characters that SASLprep (RFC 4013) does not allow");
        } catch (IndexOutOfBoundsException e) {
            // The library stumbles over a text that maps to nothing.
            prepared = "";
        }
        if (prepared.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        return prepared;
    }
}
