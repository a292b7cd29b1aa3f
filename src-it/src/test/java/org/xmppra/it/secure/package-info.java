/**
 * An application with callers, roles and entities, deployed as {@code sample.ear}, and the tests that look at it from
 * outside.
 */
@NullMarked
package org.xmppra.it.secure;

import org.jspecify.annotations.NullMarked;
