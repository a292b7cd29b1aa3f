/**
 * In: the container's life-cycle calls. Out: one adapter, wired from its parts, started and stopped.
 *
 * @see <a href="https://jakarta.ee/specifications/connectors/2.1/">Jakarta Connectors 2.1 §5, Lifecycle management</a>
 */
@NullMarked
package org.xmppra.ra;

import org.jspecify.annotations.NullMarked;
