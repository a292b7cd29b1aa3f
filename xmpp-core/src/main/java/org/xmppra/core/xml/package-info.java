/**
 * In: bytes from a socket. Out: complete stream-level frames, then one immutable element tree each. Everything RFC 6120 forbids ends the stream here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-11">RFC 6120 §11, XML usage</a>
 */
@NullMarked
package org.xmppra.core.xml;

import org.jspecify.annotations.NullMarked;
