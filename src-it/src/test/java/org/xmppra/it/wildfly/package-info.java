/** WildFly as a process of the tests: provisioned by the build, started with properties of the test's choice. */
@NullMarked
package org.xmppra.it.wildfly;

import org.jspecify.annotations.NullMarked;
