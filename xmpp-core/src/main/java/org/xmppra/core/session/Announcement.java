package org.xmppra.core.session;

import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.stream.StreamNamespaces;

/**
 * The presence of a client: says that this resource answers, what it can, and that it wants no messages (RFC 6121 §4.2,
 * XEP-0115); again when what it can has changed. Confined to the session's event loop.
 */
final class Announcement {
    private final IqRouter router;
    private final boolean wanted;
    /** Kept, so that it can be taken back. */
    private final Runnable handlersChanged;
    /** What this binding's server was told last. */
    private @Nullable XmlElement announced;

    /** @param handlersChanged hands over to the loop, which calls {@link #to} */
    Announcement(SessionConfig config, IqRouter router, Runnable handlersChanged) {
        this.router = router;
        this.wanted = config.announcePresence() && !config.mode().isComponent();
        this.handlersChanged = handlersChanged;
    }

    void begin() {
        if (wanted) {
            router.addChangeListener(handlersChanged);
        }
    }

    void end() {
        router.removeChangeListener(handlersChanged);
    }

    /** Nobody was told anything: the binding is new. */
    void forget() {
        announced = null;
    }

    void to(@Nullable Binding binding) {
        if (binding == null || !wanted) {
            return;
        }
        XmlElement.Builder presence =
                XmlElement.named(StreamNamespaces.CLIENT, "presence").child("priority", "-1");
        router.capabilities().ifPresent(presence::child);
        XmlElement now = presence.build();
        if (!now.equals(announced)) {
            announced = now;
            binding.send(now);
        }
    }
}
