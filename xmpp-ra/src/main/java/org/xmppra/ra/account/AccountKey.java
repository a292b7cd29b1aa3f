package org.xmppra.ra.account;

import org.jspecify.annotations.Nullable;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.SessionConfig.ResourceChoice;

/**
 * Which account: all sessions with an equal key reach the same handlers. The secret is no part of it, so that nobody
 * gets at another account's handlers with a wrong one: such a session never becomes live.
 *
 * @param component whether it is a component
 * @param userName the account's localpart; null for a component
 * @param domain the XMPP domain, or the component's address
 * @param server where it is connected
 */
record AccountKey(boolean component, @Nullable String userName, String domain, String server) {
    static AccountKey of(SessionConfig config) {
        return new AccountKey(config.mode().isComponent(), config.userName(), config.domain(), config.server());
    }

    /** The name that only one session can have at a time, or null if the session's resource is unique by itself. */
    static @Nullable String exclusiveName(SessionConfig config) {
        AccountKey account = of(config);
        if (account.component) {
            return account.domain + " on " + account.server;
        }
        return config.resource() instanceof ResourceChoice.Exact exact
                ? account.userName + "@" + account.domain + "/" + exact.resource() + " on " + account.server
                : null;
    }
}
