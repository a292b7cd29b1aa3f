/** What the steps of a stanza's way cost, each for itself: JMH. */
@NullMarked
package org.xmppra.bench.micro;

import org.jspecify.annotations.NullMarked;
