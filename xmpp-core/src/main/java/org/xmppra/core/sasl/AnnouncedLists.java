package org.xmppra.core.sasl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lists that a server announces before authentication, as they arrived. A server that knows XEP-0474 signs a hash of
 * what it sent, so that a list which someone has shortened on the way is noticed.
 *
 * @param mechanisms the SASL mechanisms of the profile in use
 * @param bindingTypes the channel-binding types (XEP-0440), or null if there is no list of them
 */
record AnnouncedLists(List<String> mechanisms, @Nullable List<String> bindingTypes) {
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-]+");

    AnnouncedLists {
        mechanisms = List.copyOf(mechanisms);
        bindingTypes = bindingTypes == null ? null : List.copyOf(bindingTypes);
    }

    /**
     * Whether a server's hash is that of these lists (XEP-0474 §5.2). The delimiters of its version 0.3 are taken, too, but
     * only for names that cannot hold them: otherwise two names could pass for one.
     */
    boolean matches(ScramHash hash, String base64) {
        return isHash(hash, base64, "\u001E", "\u001F") || hasPlainNames() && isHash(hash, base64, ",", "|");
    }

    private boolean isHash(ScramHash hash, String base64, String delimiter, String separator) {
        String text = sorted(mechanisms, delimiter)
                + (bindingTypes == null ? "" : separator + sorted(bindingTypes, delimiter));
        byte[] own = hash.hash(text.getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(Base64.getEncoder().encode(own), base64.getBytes(StandardCharsets.UTF_8));
    }

    private boolean hasPlainNames() {
        Stream<String> types = bindingTypes == null ? Stream.empty() : bindingTypes.stream();
        return Stream.concat(mechanisms.stream(), types)
                .allMatch(name -> PLAIN_NAME.matcher(name).matches());
    }

    /** In the order of their octets (RFC 4790 §9.3). */
    private static String sorted(List<String> names, String delimiter) {
        return names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .sorted(Arrays::compareUnsigned)
                .map(name -> new String(name, StandardCharsets.UTF_8))
                .collect(Collectors.joining(delimiter));
    }
}
