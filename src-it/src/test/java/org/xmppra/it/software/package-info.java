/**
 * What the tests need of the machine. In: the names of programs. Out: a run, a skip that nobody can overlook, or a
 * failure, as the person who started the tests wished.
 */
@NullMarked
package org.xmppra.it.software;

import org.jspecify.annotations.NullMarked;
