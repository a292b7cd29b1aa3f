package org.xmppra.core.tls;

import io.netty.util.NetUtil;
import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An XMPP domain in the form that DNS, SNI and certificates use: A-labels in lower case, or an IP address.
 *
 * @param ascii A-labels, or the text of the address
 * @param address the address's bytes; null for a name
 */
public record XmppDomain(String ascii, byte @Nullable [] address) {
    /** IDNA 2003, which the JDK knows, takes these for others: {@code ß} for {@code ss}. */
    private static final String MEANT_OTHERWISE_BY_IDNA_2003 = "\u00DF\u1E9E\u03C2\u200C\u200D";

    /**
     * Reads a domain.
     *
     * @throws IllegalArgumentException if it is neither a domain name nor an IP address; the message says why
     */
    public static XmppDomain of(String domain) {
        String bare = bare(domain);
        byte[] address = NetUtil.createByteArrayFromIpAddressString(bare);
        if (address != null) {
            return new XmppDomain(bare, address);
        }
        if (bare.chars().anyMatch(c -> MEANT_OTHERWISE_BY_IDNA_2003.indexOf(c) >= 0)) {
            throw new IllegalArgumentException(
                    "The domain " + domain + " has a letter that is not encoded the same everywhere: "
                            + "write the domain with its A-labels (xn--…)");
        }
        if (bare.isEmpty()) {
            throw new IllegalArgumentException("The domain is empty");
        }
        try {
            return new XmppDomain(aLabels(bare), null);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The domain " + domain + " is not a domain name", e);
        }
    }

    /** Whether it is an IP address. */
    public boolean isAddress() {
        return address != null;
    }

    static String aLabels(String name) {
        return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES)
                .toLowerCase(Locale.ROOT);
    }

    private static String bare(String domain) {
        if (domain.startsWith("[") && domain.endsWith("]")) {
            return domain.substring(1, domain.length() - 1);
        }
        return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    }
}
