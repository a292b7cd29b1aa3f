package org.xmppra.core.sasl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.xmppra.core.stream.ChannelBinding;

/**
 * SCRAM's gs2-header (RFC 5802 §7) and the channel-binding data that goes with it.
 *
 * @param header such as {@code n,,}
 * @param bindingData what identifies the TLS channel; empty where none is bound
 */
record GsHeader(String header, byte[] bindingData) {
    /** The client knows no channel binding. */
    static final GsHeader NO_BINDING = new GsHeader("n,,", new byte[0]);

    /** The client knows channel binding and believes that the server does not. */
    static final GsHeader SERVER_HAS_NONE = new GsHeader("y,,", new byte[0]);

    /** The client binds to the channel. */
    static GsHeader bound(ChannelBinding binding) {
        return new GsHeader("p=" + binding.type() + ",,", binding.data());
    }

    /** Whether a channel is bound. */
    boolean isBound() {
        return header.startsWith("p=");
    }

    /** The value of {@code c=} in client-final. */
    String channelBinding() {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        input.writeBytes(bindingData);
        return Base64.getEncoder().encodeToString(input.toByteArray());
    }
}
