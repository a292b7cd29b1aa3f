package org.xmppra.core.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SCRAM's server-first-message (RFC 5802 §7). What follows the iteration count are extensions: unknown ones are ignored
 * (but signed, as the message is signed as it came), except {@code m=}, which asks to be understood.
 *
 * @param nonce the client's nonce and the server's
 * @param salt in base64, as received
 * @param iterations how often the password is hashed
 */
record ServerFirst(String nonce, String salt, int iterations) {
    private static final Pattern FORM = Pattern.compile(
            "r=(?<nonce>[\\x21-\\x2B\\x2D-\\x7E]+),s=(?<salt>[A-Za-z0-9+/=]+),i=(?<count>[1-9][0-9]{0,8})(?<more>,.*)?",
            Pattern.DOTALL);

    static ServerFirst parse(byte[] message) throws SaslException {
        String text = utf8(message);
        if (text.startsWith("m=") || text.contains(",m=")) {
            throw new SaslException("The server demands a SCRAM extension that is not supported here");
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new SaslException("The server's first SCRAM message is malformed");
        }
        return new ServerFirst(matcher.group("nonce"), matcher.group("salt"), Integer.parseInt(matcher.group("count")));
    }

    static String utf8(byte[] message) throws SaslException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SaslException("The server's SCRAM message is not UTF-8", e);
        }
    }
}
