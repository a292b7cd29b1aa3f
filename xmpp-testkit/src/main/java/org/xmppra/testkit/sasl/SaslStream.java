package org.xmppra.testkit.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.xmppra.core.stream.ChannelBinding;

/**
 * What a stream brings into an authentication.
 *
 * @param mechanisms the mechanisms that were announced
 * @param bindingTypes the channel-binding types that were announced; empty if there was no list of them
 * @param bindings the channel bindings that can be had
 * @param signsLists whether SCRAM signs both lists (XEP-0474)
 * @param certified the XMPP addresses in the client's certificate; empty if there is none
 */
public record SaslStream(
        List<String> mechanisms,
        List<String> bindingTypes,
        List<ChannelBinding> bindings,
        boolean signsLists,
        List<String> certified) {
    /** A stream without TLS. */
    public static final SaslStream BARE = new SaslStream(List.of(), List.of(), List.of(), false, List.of());

    /** Copies the lists. */
    public SaslStream {
        mechanisms = List.copyOf(mechanisms);
        bindingTypes = List.copyOf(bindingTypes);
        bindings = List.copyOf(bindings);
        certified = List.copyOf(certified);
    }

    boolean offersBinding() {
        return mechanisms.stream().anyMatch(name -> name.endsWith("-PLUS"));
    }

    Optional<ChannelBinding> binding(String type) {
        return bindings.stream().filter(binding -> binding.type().equals(type)).findFirst();
    }

    /** SCRAM's attribute {@code h}, with the comma before it; empty if the lists are not signed. */
    String listsHash(ServerHash hash) {
        if (!signsLists) {
            return "";
        }
        StringBuilder lists = new StringBuilder(String.join("\u001E", new TreeSet<>(mechanisms)));
        if (!bindingTypes.isEmpty()) {
            lists.append('\u001F').append(String.join("\u001E", new TreeSet<>(bindingTypes)));
        }
        return ",h="
                + Base64.getEncoder().encodeToString(hash.hash(lists.toString().getBytes(UTF_8)));
    }
}
