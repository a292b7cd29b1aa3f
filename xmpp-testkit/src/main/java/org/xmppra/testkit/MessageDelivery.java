package org.xmppra.testkit;

import java.util.Comparator;
import java.util.Optional;
import org.xmppra.Jid;

/**
 * Picks the session that gets a message for an account. There is no offline storage. Used on the server's loop only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-8.5">RFC 6121 §8.5</a>
 */
final class MessageDelivery {
    private final Registry registry;

    MessageDelivery(Registry registry) {
        this.registry = registry;
    }

    /** Whether a message to a resource that is gone may be given to the account's other sessions. */
    boolean mayGoToAccount(RoutedStanza message) {
        return switch (message.type()) {
            case "groupchat", "headline", "error" -> false;
            default -> true;
        };
    }

    /**
     * Delivers a message to the available session with the highest priority that is not negative.
     *
     * @return whether it went anywhere; false asks for an error
     */
    boolean toAccount(RoutedStanza message, Jid account) {
        if (message.type().equals("groupchat")) {
            return false;
        }
        Optional<ClientSession> best = registry.sessionsOf(account).stream()
                .filter(session -> session.isAvailable() && session.priority() >= 0)
                .max(Comparator.comparingInt(ClientSession::priority));
        best.ifPresent(session -> session.deliver(message));
        return best.isPresent();
    }
}
