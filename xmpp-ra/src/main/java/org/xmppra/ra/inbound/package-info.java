/**
 * In: requests that were received. Out: calls of message-driven beans on the container's threads, and one answer to each
 * request after the outcome is known.
 *
 * @see <a href="https://jakarta.ee/specifications/connectors/2.1/">Jakarta Connectors 2.1 §13, Message inflow</a>
 */
@NullMarked
package org.xmppra.ra.inbound;

import org.jspecify.annotations.NullMarked;
