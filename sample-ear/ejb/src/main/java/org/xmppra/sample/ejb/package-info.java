/**
 * The beans of the sample: {@link org.xmppra.sample.ejb.IqSender} asks, the message-driven
 * {@link org.xmppra.sample.ejb.Clock}, {@link org.xmppra.sample.ejb.Notes} and {@link org.xmppra.sample.ejb.CustomXep}
 * answer, {@link org.xmppra.sample.ejb.ServedLog} remembers who asked.
 *
 * <p>None of them names an account: all use the one that the resource adapter is configured with, be it a client account
 * or a component.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3">RFC 6120 §8.2.3, IQ semantics</a>
 */
@NullMarked
package org.xmppra.sample.ejb;

import org.jspecify.annotations.NullMarked;
