/**
 * In: the container's pool asking for connections. Out: leases on XMPP sessions, and handles that applications send
 * requests with.
 *
 * @see <a href="https://jakarta.ee/specifications/connectors/2.1/">Jakarta Connectors 2.1 §6, Connection management</a>
 */
@NullMarked
package org.xmppra.ra.outbound;

import org.jspecify.annotations.NullMarked;
