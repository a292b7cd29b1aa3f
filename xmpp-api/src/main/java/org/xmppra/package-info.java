/**
 * What applications compile against: {@link org.xmppra.XmppConnectionFactory} to ask,
 * {@link org.xmppra.IqListener} and {@link org.xmppra.IqEndpoint} to answer, and the immutable values that travel
 * between the two: {@link org.xmppra.Iq}, {@link org.xmppra.Jid}, {@link org.xmppra.XmlElement},
 * {@link org.xmppra.StanzaError}.
 *
 * <p>Nothing here opens a socket, starts a thread or knows the container.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3">RFC 6120 §8.2.3, IQ semantics</a>
 */
@NullMarked
package org.xmppra;

import org.jspecify.annotations.NullMarked;
