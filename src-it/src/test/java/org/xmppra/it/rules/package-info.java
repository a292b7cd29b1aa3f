/**
 * In: requests of a foreign client, good and bad. Out: the one answer that each gets from beans on WildFly, row by row of
 * the answer table; what the client sees is the proof.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3">RFC 6120 §8.2.3</a>
 */
@NullMarked
package org.xmppra.it.rules;

import org.jspecify.annotations.NullMarked;
