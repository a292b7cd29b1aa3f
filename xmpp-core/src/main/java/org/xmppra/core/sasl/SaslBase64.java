package org.xmppra.core.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Base64 as XMPP's SASL elements carry it: strict, without white space, and {@code =} for a message of no bytes (RFC
 * 6120 §6.4.2, §13.9.1).
 */
public final class SaslBase64 {
    private SaslBase64() {}

    /** The content of an {@code auth}, {@code response}, {@code challenge} or {@code success} element. */
    public static String encode(byte[] message) {
        return message.length == 0 ? "=" : Base64.getEncoder().encodeToString(message);
    }

    /**
     * The message in such a content.
     *
     * @throws SaslException if it is not canonical base64
     */
    public static byte[] decode(String content) throws SaslException {
        return content.equals("=") ? new byte[0] : strict(content);
    }

    /** The JDK's decoder forgives missing padding and stray bits; nothing that is signed may have two spellings. */
    static byte[] strict(String text) throws SaslException {
        try {
            byte[] decoded = Base64.getDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
            if (Base64.getEncoder().encodeToString(decoded).equals(text)) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            throw new SaslException("The server sent invalid base64 during authentication", e);
        }
        throw new SaslException("The server sent base64 that is not canonical during authentication");
    }
}
