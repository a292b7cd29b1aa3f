package org.xmppra;

import java.util.function.UnaryOperator;
import rocks.xmpp.precis.PrecisProfile;
import rocks.xmpp.precis.PrecisProfiles;

/** Enforces the three parts of an address through the PRECIS profiles that RFC 7622 §3.2 to §3.4 name. */
final class JidParts {
    private static final String FORBIDDEN_IN_LOCAL = "\"&'/:<>@";

    private JidParts() {}

    static String local(String value) {
        String enforced = enforce("localpart", value, PrecisProfiles.USERNAME_CASE_MAPPED);
        for (int i = 0; i < enforced.length(); i++) {
            if (FORBIDDEN_IN_LOCAL.indexOf(enforced.charAt(i)) >= 0) {
                throw Jid.invalid("localpart", value, "contains '" + enforced.charAt(i) + "'");
            }
        }
        return enforced;
    }

    static String domain(String value) {
        // A trailing dot is only the root label (RFC 7622 §3.2).
        String labels = value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
        if (labels.startsWith("[") && labels.endsWith("]")) {
            return ipv6Literal(labels);
        }
        return enforce("domainpart", labels, PrecisProfiles.IDN);
    }

    static String resource(String value) {
        return enforce("resourcepart", value, PrecisProfiles.OPAQUE_STRING);
    }

    private static String ipv6Literal(String value) {
        String address = value.substring(1, value.length() - 1);
        if (address.isEmpty() || !address.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0)) {
            throw Jid.invalid("domainpart", value, "is not an IPv6 literal");
        }
        return value.toLowerCase(java.util.Locale.ROOT);
    }

    private static String enforce(String part, String value, PrecisProfile profile) {
        return isPlain(value) ? Jid.checkLength(part, value) : enforce(part, value, profile::enforce);
    }

    private static String enforce(String part, String value, UnaryOperator<String> profile) {
        Jid.checkLength(part, value);
        try {
            return Jid.checkLength(part, profile.apply(value));
        } catch (IllegalArgumentException e) {
            throw Jid.invalid(part, value, "is refused: " + e.getMessage());
        }
    }

    /** Lower-case letters, digits, '-' and '.' pass every profile unchanged: no need to ask it. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || i > 0 && c == '-' || i > 0 && c == '.')) {
                return false;
            }
        }
        return !value.contains("..") && !value.endsWith("-") && !value.endsWith(".") && !value.contains("xn--");
    }
}
