/**
 * In: a component's domain and secret. Out: an accepted component stream.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0114.html">XEP-0114, Jabber Component Protocol</a>
 */
@NullMarked
package org.xmppra.core.component;

import org.jspecify.annotations.NullMarked;
