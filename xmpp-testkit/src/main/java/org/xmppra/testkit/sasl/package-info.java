/**
 * In: a client's SASL messages and the accounts of a server. Out: the server's messages, and who has authenticated.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-6">RFC 6120 §6, SASL; RFC 5802, RFC 7677, SCRAM; RFC 4616, PLAIN</a>
 */
@NullMarked
package org.xmppra.testkit.sasl;

import org.jspecify.annotations.NullMarked;
