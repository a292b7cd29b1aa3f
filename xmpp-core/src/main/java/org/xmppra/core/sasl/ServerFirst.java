package org.xmppra.core.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM's server-first-message (RFC 5802 §7). What follows the iteration count are extensions: unknown ones are ignored
 * (but signed, as the message is signed as it came), except {@code m=}, which asks to be understood.
 *
 * @param nonce the client's nonce and the server's
 * @param salt in base64, as received
 * @param iterations how often the password is hashed
 * @param listsHash the value of {@code h=}: a hash of the lists that the server announced (XEP-0474), or null
 */
record ServerFirst(
        String nonce, String salt, int iterations, @Nullable String listsHash) {
    private static final Pattern FORM = Pattern.compile(
            "r=(?<nonce>[\\x21-\\x2B\\x2D-\\x7E]+),s=(?<salt>[A-Za-z0-9+/=]+),i=(?<count>[1-9][0-9]{0,8})(?<more>,.*)?",
            Pattern.DOTALL);

    private static final Pattern LISTS_HASH = Pattern.compile(",h=([^,]*)");

    static ServerFirst parse(byte[] message) throws SaslException {
        String text = utf8(message);
        if (text.startsWith("m=") || text.contains(",m=")) {
            throw new SaslException("The server demands a SCRAM extension that is not supported here");
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new SaslException("The server's first SCRAM message is malformed");
        }
        String more = matcher.group("more");
        Matcher hash = LISTS_HASH.matcher(more == null ? "" : more);
        return new ServerFirst(
                matcher.group("nonce"),
                matcher.group("salt"),
                Integer.parseInt(matcher.group("count")),
                hash.find() ? hash.group(1) : null);
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
