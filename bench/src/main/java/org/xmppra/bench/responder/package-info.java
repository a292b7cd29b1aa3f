/** The peer: a server that answers canned results, or asks, at raw speed. A process of its own. */
@NullMarked
package org.xmppra.bench.responder;

import org.jspecify.annotations.NullMarked;
