/** Those who are compared: one class for each library, and one harness that gives all of them the same work. */
@NullMarked
package org.xmppra.bench.contestant;

import org.jspecify.annotations.NullMarked;
