/**
 * In: a script, written as a transcript of raw bytes. Out: a peer on loopback that plays it, faults and hostilities
 * included, and says what was expected where it was not followed. Needs the JDK only, except for {@link
 * org.xmppra.testkit.script.ClientLogin}, which borrows the server's side of SASL.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4">RFC 6120 §4, XML streams</a>
 */
@NullMarked
package org.xmppra.testkit.script;

import org.jspecify.annotations.NullMarked;
