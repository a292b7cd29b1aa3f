package org.xmppra.ra.inbound;

import jakarta.resource.spi.ResourceAllocationException;

/** Another activation answers the same requests already; the message names both. */
public final class ClaimedException extends ResourceAllocationException {
    private static final long serialVersionUID = 1L;

    ClaimedException(String message, Throwable cause) {
        super(message, cause);
    }
}
