/** The sample application from outside: its page and JSON interface, foreign XMPP clients, its server's log. */
@NullMarked
package org.xmppra.it.sample;

import org.jspecify.annotations.NullMarked;
