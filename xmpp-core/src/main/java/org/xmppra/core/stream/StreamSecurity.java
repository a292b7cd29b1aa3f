package org.xmppra.core.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What authentication may build on once TLS stands under a stream.
 *
 * @param bindings the channel bindings that can be had, the strongest first
 * @param shownAddresses the XMPP addresses in the certificate that this side has shown; null if it has shown none
 */
public record StreamSecurity(
        List<ChannelBinding> bindings, @Nullable List<String> shownAddresses) {
    /** Copies the lists. */
    public StreamSecurity {
        bindings = List.copyOf(bindings);
        shownAddresses = shownAddresses == null ? null : List.copyOf(shownAddresses);
    }
}
