/**
 * In: the container's WorkManager. Out: the adapter's threads, all of them the container's: event loops, helpers that may
 * block, and short works for deliveries, none of which is left when the adapter has stopped.
 *
 * @see <a href="https://jakarta.ee/specifications/connectors/2.1/">Jakarta Connectors 2.1 §10, Work management</a>
 */
@NullMarked
package org.xmppra.ra.work;

import org.jspecify.annotations.NullMarked;
