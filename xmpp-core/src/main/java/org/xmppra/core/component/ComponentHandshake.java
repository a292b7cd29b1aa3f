package org.xmppra.core.component;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamNamespaces;

/** The handshake by which a component proves that it knows the secret. */
public final class ComponentHandshake {
    private ComponentHandshake() {}

    /**
     * The element to send.
     *
     * @param streamId the id in the server's stream header
     * @param secret what component and server share
     */
    public static XmlElement of(String streamId, String secret) {
        return XmlElement.named(StreamNamespaces.COMPONENT, "handshake")
                .text(digest(streamId, secret))
                .build();
    }

    /** Whether an element is the server's acceptance. */
    public static boolean isAcceptance(XmlElement element) {
        return element.is(StreamNamespaces.COMPONENT, "handshake");
    }

    /** The SHA-1 of stream id and secret, in lower-case hexadecimal; XEP-0114 knows nothing stronger. */
    public static String digest(String streamId, String secret) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha1.digest((streamId + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
