package org.xmppra.bench.responder;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a port has to offer.
 *
 * @param tls for clients, which then must use it; null without
 * @param managed whether clients may turn XEP-0198 on
 * @param component whether it is for components
 */
record Offer(@Nullable SSLContext tls, boolean managed, boolean component) {}
