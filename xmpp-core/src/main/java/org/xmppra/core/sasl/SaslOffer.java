package org.xmppra.core.sasl;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the stream has to offer.
 *
 * @param mechanisms the names that the server announced
 * @param tls whether the stream is under TLS
 */
public record SaslOffer(List<String> mechanisms, boolean tls) {
    private static final Predicate<String> NAME =
            Pattern.compile("[A-Z0-9_-]{1,20}").asMatchPredicate();

    /** Keeps what has the form of a mechanism's name (RFC 4422 §3.1): the list is shown in messages and logs. */
    public SaslOffer {
        mechanisms = mechanisms.stream().filter(NAME).toList();
    }
}
