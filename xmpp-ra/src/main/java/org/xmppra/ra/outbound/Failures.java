package org.xmppra.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.CommException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAllocationException;
import jakarta.resource.spi.SecurityException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.xmppra.DeliveryStatus;
import org.xmppra.XmppConnectionException;
import org.xmppra.XmppException;
import org.xmppra.core.session.ConnectException;

/** The one place where failures are translated: towards the container, and from the container towards applications. */
final class Failures {
    private Failures() {}

    /** What the container is told when a session cannot be had (Jakarta Connectors §22). */
    static ResourceException toContainer(XmppException failure) {
        String message = String.valueOf(failure.getMessage());
        if (!(failure instanceof ConnectException connect)) {
            return new CommException(message, failure);
        }
        return switch (connect.kind()) {
            case COMMUNICATION -> new CommException(message, failure);
            case SECURITY -> new SecurityException(message, failure);
            case CONFIGURATION -> new InvalidPropertyException(message, failure);
            case REFUSED, CONFLICT -> new ResourceAllocationException(message, failure);
        };
    }

    /**
     * What an application is told when the pool has no connection for it. Containers wrap our failure, some in several
     * layers; each layer's own words are kept, down to ours, which say it all.
     */
    static XmppConnectionException toApplication(ResourceException failure) {
        Set<String> texts = new LinkedHashSet<>();
        for (Throwable layer = failure; layer != null; layer = layer.getCause()) {
            String text = layer.getMessage();
            if (text != null && texts.stream().noneMatch(known -> known.contains(text))) {
                texts.add(text);
            }
            if (layer instanceof XmppException) {
                break;
            }
        }
        return new XmppConnectionException(
                "No XMPP connection: " + String.join(": ", texts), DeliveryStatus.NOT_SENT, failure);
    }
}
