package org.xmppra;

import java.nio.charset.StandardCharsets;
import rocks.xmpp.precis.PrecisProfile;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Enforces the localpart and the resourcepart of an address through the PRECIS profiles that RFC 7622 §3.3 and §3.4 name.
 * What the library does not know of RFC 8264 is refused here.
 */
final class JidParts {
    private static final int MAX_BYTES = 1023;
    /** Rules are applied until nothing changes; more often than this nothing changes in practice (RFC 8264 §7). */
    private static final int MAX_ROUNDS = 4;

    private static final String FORBIDDEN_IN_LOCAL = "\"&'/:<>@";

    private JidParts() {}

    static String local(String value) {
        checkSize("localpart", value);
        String enforced =
                isPlainLocal(value) ? value : enforce("localpart", value, PrecisProfiles.USERNAME_CASE_MAPPED);
        for (int i = 0; i < enforced.length(); i++) {
            if (FORBIDDEN_IN_LOCAL.indexOf(enforced.charAt(i)) >= 0) {
                throw invalid("localpart", value, "contains '" + enforced.charAt(i) + "'");
            }
        }
        return checkBytes("localpart", enforced);
    }

    static String resource(String value) {
        checkSize("resourcepart", value);
        String enforced = isPlainResource(value) ? value : enforce("resourcepart", value, PrecisProfiles.OPAQUE_STRING);
        return checkBytes("resourcepart", enforced);
    }

    /** @throws IllegalArgumentException if the profile refuses the value */
    static String enforce(String part, String value, PrecisProfile profile) {
        refuseIgnorable(part, value);
        String before = value;
        try {
            for (int round = 0; round < MAX_ROUNDS; round++) {
                String after = profile.enforce(before);
                if (after.equals(before)) {
                    return after;
                }
                before = after;
            }
        } catch (IllegalArgumentException e) {
            throw invalid(part, value, "is refused: " + e.getMessage());
        }
        throw invalid(part, value, "is refused: it has no stable form");
    }

    /** Code points the library takes for letters or digits that RFC 8264 §9.13 and RFC 5892 §A.8 do not allow so. */
    private static void refuseIgnorable(String part, String value) {
        if (value.codePoints().anyMatch(c -> c >= 0xE0000 && c <= 0xE0FFF || c == 0x180F)) {
            throw invalid(part, value, "contains an invisible code point");
        }
        if (value.chars().anyMatch(c -> c >= 0x660 && c <= 0x669)
                && value.chars().anyMatch(c -> c >= 0x6F0 && c <= 0x6F9)) {
            throw invalid(part, value, "mixes Arabic-Indic digits with extended ones");
        }
    }

    /** These pass the profile unchanged: no need to ask it. */
    private static boolean isPlainLocal(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < '!' || c > '~' || c >= 'A' && c <= 'Z') {
                return false;
            }
        }
        return true;
    }

    /** These pass the profile unchanged: no need to ask it. */
    private static boolean isPlainResource(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** A bound on the work to come; preparing makes a string shorter, but not by that much. */
    static void checkSize(String part, String value) {
        if (value.isEmpty()) {
            throw invalid(part, value, "is empty");
        }
        if (value.length() > 4 * MAX_BYTES) {
            throw tooLong(part, value);
        }
    }

    static String checkBytes(String part, String prepared) {
        if (prepared.length() > MAX_BYTES / 3 && prepared.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw tooLong(part, prepared);
        }
        return prepared;
    }

    private static IllegalArgumentException tooLong(String part, String value) {
        return invalid(part, value, "is longer than " + MAX_BYTES + " bytes");
    }

    static IllegalArgumentException invalid(String part, String value, String reason) {
        String shown = value.length() > 64 ? value.substring(0, 64) + "…" : value;
        return new IllegalArgumentException(
                "Not a valid JID: the " + part + " '" + shown.replaceAll("\\p{Cntrl}", "?") + "' " + reason);
    }
}
