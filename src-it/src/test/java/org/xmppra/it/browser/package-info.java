/** A real browser for the sample's page. In: an address on loopback. Out: what the page shows, and a picture of it. */
@NullMarked
package org.xmppra.it.browser;

import org.jspecify.annotations.NullMarked;
