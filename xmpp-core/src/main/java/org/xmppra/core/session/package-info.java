/**
 * In: an account's configuration. Out: one logical session that connects, keeps itself alive, reconnects and closes; requests and answers go through it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3">RFC 6120 §4.4 to §4.6, §8</a>
 */
@NullMarked
package org.xmppra.core.session;

import org.jspecify.annotations.NullMarked;
