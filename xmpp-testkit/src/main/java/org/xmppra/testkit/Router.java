package org.xmppra.testkit;

import static org.xmppra.StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND;
import static org.xmppra.StanzaErrorCondition.SERVICE_UNAVAILABLE;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;

/**
 * Takes a stanza from its sender to its addressee by the rules for servers: the domain itself, its accounts and their
 * sessions, its components. Used on the server's loop only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-10">RFC 6120 §10</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-8">RFC 6121 §8</a>
 */
final class Router {
    private final Jid domain;
    private final Set<String> componentDomains;
    private final Registry registry;
    private final BuiltInServices services;
    private final MessageDelivery messages;
    private final List<Consumer<RoutedStanza>> observers;

    /**
     * @param componentDomains the domains that components may serve, connected or not
     * @param observers are shown each stanza before it is delivered
     */
    Router(
            Jid domain,
            Set<String> componentDomains,
            Registry registry,
            BuiltInServices services,
            List<Consumer<RoutedStanza>> observers) {
        this.domain = domain;
        this.componentDomains = componentDomains;
        this.registry = registry;
        this.services = services;
        this.messages = new MessageDelivery(registry);
        this.observers = observers;
    }

    /** Delivers a stanza whose sender is stamped, or answers it in the name of who cannot be reached. */
    void route(RoutedStanza stanza) {
        observers.forEach(observer -> observer.accept(stanza));
        Jid to = stanza.to();
        if (to == null) {
            toAccount(stanza, stanza.from().bare());
        } else if (to.domain().equals(domain.domain())) {
            toOwnDomain(stanza, to);
        } else if (componentDomains.contains(to.domain())) {
            toComponent(stanza, to);
        } else {
            refuse(stanza, to, REMOTE_SERVER_NOT_FOUND, "This server serves " + domain + " and its components only");
        }
    }

    /** Takes back a stanza that was on its way to a session which is no more. */
    void undelivered(RoutedStanza stanza) {
        if (stanza.to() != null) {
            toAbsent(stanza, stanza.to());
        }
    }

    private void toOwnDomain(RoutedStanza stanza, Jid to) {
        if (to.local() == null) {
            toServer(stanza, to);
        } else if (to.isBare()) {
            toAccount(stanza, to);
        } else {
            registry.session(to).ifPresentOrElse(session -> session.deliver(stanza), () -> toAbsent(stanza, to));
        }
    }

    private void toComponent(RoutedStanza stanza, Jid to) {
        ComponentConnection component = registry.component(to.domain());
        if (component == null) {
            refuse(stanza, to, SERVICE_UNAVAILABLE, "The component is not connected");
        } else {
            component.deliver(stanza);
        }
    }

    private void toServer(RoutedStanza stanza, Jid to) {
        switch (stanza.kind()) {
            case "iq" -> request(stanza, to, services.ofServer());
            case "message" -> refuse(stanza, to, SERVICE_UNAVAILABLE, null);
            default -> {
                // The server has no interest in anyone's presence.
            }
        }
    }

    private void toAccount(RoutedStanza stanza, Jid account) {
        switch (stanza.kind()) {
            case "iq" -> request(stanza, account, services.ofAccount(account, stanza.from()));
            case "message" -> {
                if (!messages.toAccount(stanza, account)) {
                    refuse(stanza, account, SERVICE_UNAVAILABLE, null);
                }
            }
            default ->
                registry.sessionsOf(account).stream()
                        .filter(ClientSession::isAvailable)
                        .forEach(session -> session.deliver(stanza));
        }
    }

    private void request(RoutedStanza stanza, Jid addressee, IqServices answers) {
        if (stanza.isRequest()) {
            route(answers.answer(stanza, addressee));
        }
    }

    /** RFC 6121 §8.5.3.2: chat goes to the account instead, requests are refused, the rest is dropped. */
    private void toAbsent(RoutedStanza stanza, Jid to) {
        if (stanza.kind().equals("message") && messages.mayGoToAccount(stanza)) {
            toAccount(stanza, to.bare());
        } else {
            refuse(stanza, to, SERVICE_UNAVAILABLE, null);
        }
    }

    /** Answers with an error what may be answered: never an answer, an error, a headline, or presence (RFC 6120 §8.3.1). */
    private void refuse(RoutedStanza stanza, Jid addressee, StanzaErrorCondition condition, @Nullable String text) {
        boolean answerable = stanza.isRequest()
                || (stanza.kind().equals("message")
                        && !stanza.type().equals("error")
                        && !stanza.type().equals("headline"));
        if (answerable) {
            route(Stanzas.error(stanza, addressee, condition, text));
        }
    }
}
