/**
 * Stream management: what was sent and not yet acknowledged, and the elements that say so (XEP-0198).
 *
 * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198</a>
 */
@NullMarked
package org.xmppra.core.management;

import org.jspecify.annotations.NullMarked;
