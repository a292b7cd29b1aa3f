package org.xmppra.ra.inbound;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.ra.account.ConfigurationProblems;

/**
 * Who is answered. A domain stands for everyone of it, a bare address for all of its resources, a full address for
 * itself.
 *
 * @param everybody whether nobody is turned away
 * @param addresses who is answered otherwise
 */
record AllowedSenders(boolean everybody, Set<Jid> addresses) {
    AllowedSenders {
        addresses = Set.copyOf(addresses);
    }

    /** Reads a list separated by commas or spaces; null and {@code *} mean everybody. */
    static AllowedSenders parse(ConfigurationProblems problems, @Nullable String list) {
        if (list == null) {
            return new AllowedSenders(true, Set.of());
        }
        Set<Jid> addresses = new LinkedHashSet<>();
        boolean everybody = false;
        for (String entry : list.split("[,\\s]+", -1)) {
            if (entry.equals("*")) {
                everybody = true;
            } else if (!entry.isEmpty()) {
                add(problems, addresses, list, entry);
            }
        }
        return new AllowedSenders(everybody, addresses);
    }

    private static void add(ConfigurationProblems problems, Set<Jid> addresses, String list, String entry) {
        try {
            addresses.add(Jid.of(entry));
        } catch (IllegalArgumentException invalid) {
            problems.add("allowedSenders", list, String.valueOf(invalid.getMessage()));
        }
    }

    boolean allows(Jid sender) {
        return everybody
                || addresses.contains(sender)
                || addresses.contains(sender.bare())
                || addresses.contains(sender.domainJid());
    }
}
