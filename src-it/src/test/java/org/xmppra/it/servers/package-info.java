/**
 * Real XMPP servers as test fixtures. In: a domain, accounts and components. Out: a server process with a private
 * directory, free loopback ports and a certificate of its own, that can be stopped, killed and started again.
 * RFC 6120 §4 to §7 and XEP-0114 are what the tests ask of them.
 */
@NullMarked
package org.xmppra.it.servers;

import org.jspecify.annotations.NullMarked;
