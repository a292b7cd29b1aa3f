/**
 * In: requests to send and stanzas received. Out: each request sent ends once; each request received is answered once.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3">RFC 6120 §8.2.3, IQ semantics</a>
 */
@NullMarked
package org.xmppra.core.iq;

import org.jspecify.annotations.NullMarked;
