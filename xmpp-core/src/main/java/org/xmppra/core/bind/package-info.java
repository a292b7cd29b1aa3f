/**
 * In: an authenticated client stream. Out: the full JID that the server bound.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-7">RFC 6120 §7, resource binding</a>
 */
@NullMarked
package org.xmppra.core.bind;

import org.jspecify.annotations.NullMarked;
