package org.xmppra.core.sasl;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.stream.ChannelBinding;
import org.xmppra.core.stream.StreamSecurity;

/**
 * What a stream has to offer.
 *
 * @param profile how SASL is carried
 * @param mechanisms the names that the server announced
 * @param bindingTypes the channel-binding types that the server announced (XEP-0440), or null if there is no list of them
 * @param security what TLS gives, or null if the stream is not under TLS
 */
public record SaslOffer(
        SaslProfile profile,
        List<String> mechanisms,
        @Nullable List<String> bindingTypes,
        @Nullable StreamSecurity security) {
    private static final Pattern NAME = Pattern.compile("[A-Z0-9_-]{1,20}");

    /** Copies the lists. */
    public SaslOffer {
        mechanisms = List.copyOf(mechanisms);
        bindingTypes = bindingTypes == null ? null : List.copyOf(bindingTypes);
    }

    /** Whether the stream is under TLS. */
    boolean tls() {
        return security != null;
    }

    /** What has the form of a mechanism's name (RFC 4422 §3.1): what may be shown in messages and logs. */
    List<String> names() {
        return mechanisms.stream().filter(name -> NAME.matcher(name).matches()).toList();
    }

    /** The XMPP addresses in the certificate that this side has shown, or null if it has shown none. */
    @Nullable List<String> shownAddresses() {
        return security == null ? null : security.shownAddresses();
    }

    /** The channel bindings that this side can have on this stream, the strongest first. */
    List<ChannelBinding> bindings() {
        return security == null ? List.of() : security.bindings();
    }

    /** Whether the server has announced channel-binding types; an empty list announces none. */
    boolean announcesBindings() {
        return bindingTypes != null && !bindingTypes.isEmpty();
    }

    boolean announcesBinding(String type) {
        return bindingTypes != null && bindingTypes.contains(type);
    }

    Optional<ChannelBinding> binding(String type) {
        return bindings().stream()
                .filter(binding -> binding.type().equals(type))
                .findFirst();
    }

    AnnouncedLists announced() {
        return new AnnouncedLists(mechanisms, bindingTypes);
    }
}
