/** Makes a table and a plot of what was measured. */
@NullMarked
package org.xmppra.bench.report;

import org.jspecify.annotations.NullMarked;
