/**
 * In: the properties of the container's beans, layer over layer. Out: one checked, immutable description of an account,
 * and leases on its sessions.
 *
 * @see <a href="https://jakarta.ee/specifications/connectors/2.1/">Jakarta Connectors 2.1 §19, JavaBean requirements</a>
 */
@NullMarked
package org.xmppra.ra.account;

import org.jspecify.annotations.NullMarked;
