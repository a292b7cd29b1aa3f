package org.xmppra.ra.inbound;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.ra.account.ConfigurationProblems;

/**
 * Which groups (roles) a sender belongs to.
 *
 * @param byDomain whether everyone belongs to the group that is called like the own domain
 * @param everybodys what everyone belongs to
 * @param members what a domain, a bare or a full address belongs to
 */
record CallerGroups(boolean byDomain, Set<String> everybodys, Map<Jid, Set<String>> members) {
    private static final String ALLOWED =
            "empty (the container's own), domain, or a list such as *=guest, example.org=staff+reader, a@b.org=admin";

    CallerGroups {
        everybodys = Set.copyOf(everybodys);
        members = Map.copyOf(members);
    }

    /** Reads the property; null leaves the groups to the container. */
    static CallerGroups parse(ConfigurationProblems problems, @Nullable String list) {
        Set<String> everybodys = new LinkedHashSet<>();
        Map<Jid, Set<String>> members = new LinkedHashMap<>();
        if (list == null || list.equals("domain")) {
            return new CallerGroups(list != null, everybodys, members);
        }
        for (String entry : list.split("[,\\s]+", -1)) {
            int equals = entry.lastIndexOf('=');
            if (entry.isEmpty()) {
                continue;
            }
            if (equals < 1 || equals == entry.length() - 1) {
                problems.add("callerGroups", list, ALLOWED);
                break;
            }
            Set<String> groups =
                    new LinkedHashSet<>(List.of(entry.substring(equals + 1).split("\\+", -1)));
            String who = entry.substring(0, equals);
            if (who.equals("*")) {
                everybodys.addAll(groups);
            } else {
                add(problems, members, list, who, groups);
            }
        }
        return new CallerGroups(false, everybodys, members);
    }

    private static void add(
            ConfigurationProblems problems,
            Map<Jid, Set<String>> members,
            String list,
            String who,
            Set<String> groups) {
        try {
            members.put(Jid.of(who), groups);
        } catch (IllegalArgumentException invalid) {
            problems.add("callerGroups", list, String.valueOf(invalid.getMessage()));
        }
    }

    /** All groups of a sender. */
    Set<String> of(Jid sender) {
        Set<String> groups = new LinkedHashSet<>(everybodys);
        if (byDomain) {
            groups.add(sender.domain());
        }
        for (Jid address : List.of(sender, sender.bare(), sender.domainJid())) {
            groups.addAll(members.getOrDefault(address, Set.of()));
        }
        return groups;
    }
}
