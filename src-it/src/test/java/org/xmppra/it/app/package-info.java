/**
 * In: the requests of a test. Out: every way in which a message-driven bean can answer, or fail to. The application that
 * {@code org.xmppra.it.rules} deploys; nothing here runs in the test's own process.
 */
@NullMarked
package org.xmppra.it.app;

import org.jspecify.annotations.NullMarked;
