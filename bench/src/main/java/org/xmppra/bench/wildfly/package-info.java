/**
 * What the adapter costs inside an application server. In: the RAR and the WildFly that the sample is run on. Out: a table of
 * what an EJB asks and a message-driven bean answers each second.
 */
@NullMarked
package org.xmppra.bench.wildfly;

import org.jspecify.annotations.NullMarked;
