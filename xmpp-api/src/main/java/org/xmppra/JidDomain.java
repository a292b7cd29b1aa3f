package org.xmppra;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Prepares the domainpart of an address: LDH labels and U-labels in lower case, or an IP literal (RFC 7622 §3.2).
 *
 * <p>Not through the library's profile for domains, which is IDNA 2003 and takes {@code faß.example} for
 * {@code fass.example}, another domain. A U-label is what PRECIS calls an identifier, without ASCII symbols.
 */
final class JidDomain {
    private static final String PART = "domainpart";
    private static final int MAX_LABEL = 63;
    /** The full stops of RFC 3490 §3.1. */
    private static final Pattern DOTS = Pattern.compile("[.\u3002\uFF0E\uFF61]");

    private static final Pattern HEX_AND_SEPARATORS = Pattern.compile("\\[[0-9a-fA-F:.]+]");

    private JidDomain() {}

    static String prepare(String value) {
        JidParts.checkSize(PART, value);
        if (isPlain(value)) {
            return value;
        }
        if (value.startsWith("[")) {
            return ipv6(value);
        }
        String[] labels = DOTS.split(value, -1);
        // A dot at the end is only the root label.
        int count = labels.length > 1 && labels[labels.length - 1].isEmpty() ? labels.length - 1 : labels.length;
        StringBuilder domain = new StringBuilder(value.length());
        for (int i = 0; i < count; i++) {
            domain.append(i == 0 ? "" : ".").append(label(labels[i], value));
        }
        return JidParts.checkBytes(PART, domain.toString());
    }

    private static String label(String label, String domain) {
        if (label.isEmpty()) {
            throw JidParts.invalid(PART, domain, "has an empty label");
        }
        String lower = label.chars().allMatch(c -> c < 0x80) ? label.toLowerCase(Locale.ROOT) : uLabel(label, domain);
        for (int i = 0; i < lower.length(); i++) {
            if (!isLdh(lower.charAt(i)) && lower.charAt(i) < 0x80) {
                throw JidParts.invalid(PART, domain, "contains '" + lower.charAt(i) + "'");
            }
        }
        if (lower.startsWith("-") || lower.endsWith("-")) {
            throw JidParts.invalid(PART, domain, "has a label that begins or ends with a hyphen");
        }
        if (isTooLong(lower)) {
            throw JidParts.invalid(PART, domain, "has a label of more than " + MAX_LABEL + " bytes");
        }
        return lower.startsWith("xn--") ? decoded(lower) : lower;
    }

    private static String uLabel(String label, String domain) {
        String prepared = JidParts.enforce(PART, label, PrecisProfiles.USERNAME_CASE_MAPPED);
        int first = Character.getType(prepared.codePointAt(0));
        if (first == Character.NON_SPACING_MARK
                || first == Character.COMBINING_SPACING_MARK
                || first == Character.ENCLOSING_MARK) {
            throw JidParts.invalid(PART, domain, "has a label that begins with a combining mark");
        }
        return prepared;
    }

    /** An A-label as its U-label. One that the JDK cannot decode, or to what is none, stays: it is still a name in DNS. */
    private static String decoded(String aLabel) {
        String label = IDN.toUnicode(aLabel, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES);
        try {
            return label.equals(aLabel) || !label.equals(uLabel(label, label)) ? aLabel : label;
        } catch (IllegalArgumentException e) {
            return aLabel;
        }
    }

    private static boolean isTooLong(String label) {
        try {
            return IDN.toASCII(label, IDN.ALLOW_UNASSIGNED).length() > MAX_LABEL;
        } catch (IllegalArgumentException e) {
            // The JDK refuses by RFC 3454 what RFC 5893 allows, and what is too long: judged by its least length then.
            return label.length() > MAX_LABEL;
        }
    }

    /** The brackets keep the JDK from looking a name up. */
    private static String ipv6(String value) {
        if (HEX_AND_SEPARATORS.matcher(value).matches()) {
            try {
                InetAddress.getByName(value);
                return value.toLowerCase(Locale.ROOT);
            } catch (UnknownHostException e) {
                throw JidParts.invalid(PART, value, "is no IPv6 literal");
            }
        }
        throw JidParts.invalid(PART, value, "is no IPv6 literal");
    }

    /** Short names of lower-case letters, digits and dots: nothing to prepare. */
    private static boolean isPlain(String value) {
        if (value.length() > MAX_LABEL) {
            return false;
        }
        char before = '.';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isLdh(c) && c != '.' || (c == '.' || c == '-') && (before == '.' || before == '-')) {
                return false;
            }
            before = c;
        }
        return before != '.' && before != '-' && !value.contains("-.");
    }

    private static boolean isLdh(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }
}
