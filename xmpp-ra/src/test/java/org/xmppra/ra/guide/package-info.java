/** The examples of README and docs/iq.md, compiled and run. In: the pages' requests. Out: what the pages promise. */
@org.jspecify.annotations.NullMarked
package org.xmppra.ra.guide;
