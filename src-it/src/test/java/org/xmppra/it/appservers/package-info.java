/**
 * Application servers other than WildFly as processes of the tests: unpacked by the build, configured by the texts that
 * the pages in {@code docs} show, each in a directory of its own, on loopback, on free ports.
 */
@NullMarked
package org.xmppra.it.appservers;

import org.jspecify.annotations.NullMarked;
