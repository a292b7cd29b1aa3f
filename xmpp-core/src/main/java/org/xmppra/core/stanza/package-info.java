/**
 * In: element trees of stanzas. Out: IQs with their errors, and back to bytes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8">RFC 6120 §8, XML stanzas</a>
 */
@NullMarked
package org.xmppra.core.stanza;

import org.jspecify.annotations.NullMarked;
