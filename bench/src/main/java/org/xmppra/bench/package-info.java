/**
 * In: nothing but a command. Out: a table and a plot of what IQ costs, here and with other libraries, on the same work
 * against the same peer, each in a process of its own.
 */
@NullMarked
package org.xmppra.bench;

import org.jspecify.annotations.NullMarked;
