/**
 * In: a domain, accounts and component secrets. Out: a small XMPP server in this process, for tests and first steps:
 * {@link org.xmppra.testkit.XmppTestServer} for JUnit, {@link org.xmppra.testkit.Main} for the command line.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-10">RFC 6120 §10, server rules for XML stanzas</a>
 */
@NullMarked
package org.xmppra.testkit;

import org.jspecify.annotations.NullMarked;
