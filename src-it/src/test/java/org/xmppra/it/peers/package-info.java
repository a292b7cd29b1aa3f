/**
 * XMPP clients that others wrote. In: commands. Out: what a foreign implementation saw and answered, so that no test
 * proves our code with our code alone. RFC 6120 §8.2.3, XEP-0114.
 */
@NullMarked
package org.xmppra.it.peers;

import org.jspecify.annotations.NullMarked;
