/**
 * In: the mechanisms a server offers and an account's credentials. Out: the strongest common mechanism as a pure exchange of messages, the server's proof verified.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-6">RFC 6120 §6, SASL; RFC 5802, RFC 7677, SCRAM</a>
 */
@NullMarked
package org.xmppra.core.sasl;

import org.jspecify.annotations.NullMarked;
