/** An application that has the adapter beside it or packed with it, and the tests that deploy both ways. */
@NullMarked
package org.xmppra.it.alone;

import org.jspecify.annotations.NullMarked;
