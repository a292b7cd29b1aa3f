/**
 * In: a domain or an explicit host and port. Out: a connected TCP channel, or one error that says what was tried.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-3">RFC 6120 §3, TCP binding</a>
 */
@NullMarked
package org.xmppra.core.net;

import org.jspecify.annotations.NullMarked;
