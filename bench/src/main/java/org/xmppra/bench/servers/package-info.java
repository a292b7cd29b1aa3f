/** Real servers between the contestants: what is left of a library's speed behind them. */
@NullMarked
package org.xmppra.bench.servers;

import org.jspecify.annotations.NullMarked;
