/**
 * Requests both ways through real servers while connections fail. In: a server behind a {@link org.xmppra.it.faults.FaultProxy},
 * a seed. Out: what each end counted, reconciled. The one place here that uses {@code xmpp-core} itself: what it counts no
 * application sees. XEP-0198, RFC 6120 §8.
 */
@NullMarked
package org.xmppra.it.faults;

import org.jspecify.annotations.NullMarked;
