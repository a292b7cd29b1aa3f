package org.xmppra.sample.ejb;

import java.time.Instant;

/**
 * A request that a message-driven bean answered. The payload is left out: it is nobody else's business.
 *
 * @param number counts from 1 since the application started
 * @param when when it was delivered
 * @param bean which bean served it
 * @param who who asked
 * @param type get or set
 * @param namespace the payload's namespace
 * @param element the payload's element
 */
public record ServedRequest(
        long number, Instant when, String bean, String who, String type, String namespace, String element) {}
