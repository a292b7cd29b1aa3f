/**
 * Which test proves which rule. In: the tags of all modules' compiled tests and the reports of their runs. Out: the tables
 * in {@code docs/rules}, and a failure when they are out of date or when a rule's test did not pass.
 */
@NullMarked
package org.xmppra.it.proof;

import org.jspecify.annotations.NullMarked;
