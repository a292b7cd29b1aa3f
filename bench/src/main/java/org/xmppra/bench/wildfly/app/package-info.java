/**
 * The application that runs inside WildFly: a bean that asks, a bean that answers, and a servlet that gives them work. In:
 * what {@code org.xmppra.bench.Work} gives everybody. Out: what the server's process measured.
 */
@NullMarked
package org.xmppra.bench.wildfly.app;

import org.jspecify.annotations.NullMarked;
