package org.xmppra.testkit;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.xmppra.Jid;
import org.xmppra.testkit.sasl.FastTokens;
import org.xmppra.testkit.sasl.SaslAccounts;

/** The accounts of the domain and the keys of their passwords. */
final class Accounts {
    private final Set<Jid> jids = new HashSet<>();
    private final SaslAccounts keys = new SaslAccounts();
    private final FastTokens tokens = new FastTokens();

    /** @param passwords localpart to password; each must be a valid localpart */
    Accounts(String domain, Map<String, String> passwords) {
        passwords.forEach((name, password) -> {
            jids.add(Jid.of(name, domain, null));
            keys.put(name, password);
        });
    }

    boolean exists(Jid bareJid) {
        return jids.contains(bareJid);
    }

    /** What stands in for passwords at later logins. */
    FastTokens tokens() {
        return tokens;
    }

    /** What authentication checks against. */
    SaslAccounts keys() {
        return keys;
    }
}
