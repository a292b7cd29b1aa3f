package org.xmppra.testkit;

import org.xmppra.Jid;

/**
 * What every connection of a running server shares.
 *
 * @param config what the server is to be
 * @param jid the domain's address
 * @param accounts who may log in
 * @param registry who is connected
 * @param sessions ends clients' sessions, at once or when they were not resumed
 * @param presence who is available
 * @param router where stanzas go
 * @param tls the domain's key and certificate
 */
record ServedDomain(
        ServerConfig config,
        Jid jid,
        Accounts accounts,
        Registry registry,
        ClientSessions sessions,
        PresenceBook presence,
        Router router,
        ServerTls tls) {}
