package org.xmppra.testkit.script;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.w3c.dom.Element;

/**
 * Scripts of a server that lets one external component in (XEP-0114). Immutable.
 *
 * @param domain the component's address
 * @param secret what it shares with the server
 */
public record ComponentLogin(String domain, String secret) {
    private static final String STREAM_ID = "a-component-stream";

    /** The headers are exchanged; the component's handshake is due. */
    public Script opened() {
        return Script.begin()
                .expect("<stream:stream to='" + domain + "'>")
                .send("<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept'"
                        + " xmlns:stream='http://etherx.jabber.org/streams' id='" + STREAM_ID + "' from='" + domain
                        + "'>");
    }

    /** The component has sent the right handshake and was accepted. */
    public Script accepted() {
        return opened().then(wire -> {
                    Element handshake = wire.nextElement();
                    if (!handshake.getTextContent().equals(digest())) {
                        throw wire.failure("Expected the handshake " + digest(), null);
                    }
                })
                .send("<handshake/>");
    }

    private String digest() {
        try {
            byte[] bytes = (STREAM_ID + secret).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "ComponentLogin[" + domain + ']';
    }
}
