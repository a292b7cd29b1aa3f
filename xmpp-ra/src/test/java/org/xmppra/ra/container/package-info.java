/** A container that is strict: it runs what an adapter gives it, and notes every breach of the specification. */
package org.xmppra.ra.container;
