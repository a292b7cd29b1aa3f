/** Runs contestants against the responder, in turn, and keeps what they measured. */
@NullMarked
package org.xmppra.bench.side;

import org.jspecify.annotations.NullMarked;
