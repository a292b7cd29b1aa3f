/**
 * The page's other half: JSON comes in over HTTP, {@link org.xmppra.sample.ejb.IqSender} asks, JSON goes out. What is
 * wrong with an order is told in full before anything is sent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.3">RFC 6120 §8.3, stanza errors</a>
 */
@NullMarked
package org.xmppra.sample.web;

import org.jspecify.annotations.NullMarked;
