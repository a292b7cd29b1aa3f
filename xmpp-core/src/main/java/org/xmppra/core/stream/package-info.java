/**
 * In: a channel and frames. Out: a stream whose header, features and errors are understood; its negotiation is a list of features.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4">RFC 6120 §4, XML streams</a>
 */
@NullMarked
package org.xmppra.core.stream;

import org.jspecify.annotations.NullMarked;
