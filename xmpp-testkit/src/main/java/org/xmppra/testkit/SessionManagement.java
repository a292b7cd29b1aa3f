package org.xmppra.testkit;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.xmppra.XmlElement;
import org.xmppra.core.management.HandledCount;
import org.xmppra.core.management.ManagementElement;
import org.xmppra.core.management.UnacknowledgedQueue;
import org.xmppra.core.stream.StreamException;

/**
 * What the server counts of one session: stanzas that its client has not acknowledged, and how many of the client's were
 * handled. Used on the server's loop only.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198</a>
 */
final class SessionManagement {
    private static final int ID_BYTES = 15;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;
    private final Duration keep;
    private final UnacknowledgedQueue<RoutedStanza> sent = new UnacknowledgedQueue<>();
    private final HandledCount handled = new HandledCount();
    private boolean asked;

    /** @param keep how long the session is kept when its connection is lost; zero for not at all */
    SessionManagement(Duration keep) {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        this.id = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        this.keep = keep;
    }

    String id() {
        return id;
    }

    Duration keep() {
        return keep;
    }

    /** The answer to the client's wish for management. */
    XmlElement enabled() {
        XmlElement.Builder enabled = XmlElement.named(ManagementElement.NAMESPACE, "enabled");
        if (!keep.isZero()) {
            enabled.attribute("id", id)
                    .attribute("resume", "true")
                    .attribute("max", Long.toString(Math.max(1, keep.toSeconds())));
        }
        return enabled.build();
    }

    /** The answer to the client's wish to resume the session. */
    XmlElement resumed() {
        return XmlElement.named(ManagementElement.NAMESPACE, "resumed")
                .attribute("h", Long.toString(handled.value()))
                .attribute("previd", id)
                .build();
    }

    /** A stanza was handed to the session. */
    void sent(RoutedStanza stanza) {
        sent.add(stanza);
    }

    /** Whether to ask for an acknowledgement now: it is asked for once until it comes. */
    boolean asks() {
        boolean first = !asked && sent.size() > 0;
        asked = true;
        return first;
    }

    /** Takes the client's count; {@link StreamException} if it is too high. */
    void acknowledged(long h) throws StreamException {
        sent.acknowledge(h);
        asked = false;
    }

    /** What the client has not acknowledged, to be handed to the session again, or back to the senders. */
    List<RoutedStanza> takeBack() {
        asked = false;
        return sent.takeBack();
    }

    /** A stanza of the client was handled. */
    void countHandled() {
        handled.increment();
    }

    long handled() {
        return handled.value();
    }
}
