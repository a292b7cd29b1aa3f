/**
 * In: what is trusted and the XMPP domain to be proven. Out: a TLS handler whose handshake fails, with a reason an administrator understands, for anyone else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-5">RFC 6120 §5, STARTTLS; §13.7, certificates</a>
 */
@NullMarked
package org.xmppra.core.tls;

import org.jspecify.annotations.NullMarked;
