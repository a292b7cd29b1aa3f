package org.xmppra.testkit;

import java.util.Set;
import java.util.TreeSet;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmlElement;

/**
 * What the server answers itself, in its own name and in that of accounts.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030, service discovery</a>
 * @see <a href="https://xmpp.org/extensions/xep-0199.html">XEP-0199, ping</a>
 * @see <a href="https://xmpp.org/extensions/xep-0092.html">XEP-0092, software version</a>
 */
final class BuiltInServices {
    private static final String PING = "urn:xmpp:ping";
    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String VERSION = "jabber:iq:version";
    private static final String ROSTER = "jabber:iq:roster";
    private static final String SESSION = "urn:ietf:params:xml:ns:xmpp-session";

    private final Accounts accounts;
    private final Set<String> componentDomains;
    private final IqServices server;
    private final IqServices account;
    private final IqServices ownAccount;
    private final IqServices nobody = new IqServices();

    BuiltInServices(Accounts accounts, Set<String> componentDomains) {
        this.accounts = accounts;
        this.componentDomains = new TreeSet<>(componentDomains);
        this.server = new IqServices();
        server.get(PING, "ping", BuiltInServices::empty)
                .get(INFO, "query", (request, jid) -> info(request, jid, "server", "im", server))
                .get(ITEMS, "query", this::components)
                .get(VERSION, "query", BuiltInServices::version)
                .set(SESSION, "session", BuiltInServices::empty);
        this.account = account(new IqServices());
        this.ownAccount = account(new IqServices())
                .get(ROSTER, "query", (request, jid) -> query(request, jid, ROSTER))
                .set(SESSION, "session", BuiltInServices::empty);
    }

    private static IqServices account(IqServices services) {
        return services.get(PING, "ping", BuiltInServices::empty)
                .get(INFO, "query", (request, jid) -> info(request, jid, "account", "registered", services))
                .get(ITEMS, "query", (request, jid) -> query(request, jid, ITEMS));
    }

    /** What the domain itself answers. */
    IqServices ofServer() {
        return server;
    }

    /** What is answered in the name of an account: its owner is told more than others, and no account is no service. */
    IqServices ofAccount(Jid bareJid, Jid asker) {
        if (!accounts.exists(bareJid)) {
            return nobody;
        }
        return asker.bare().equals(bareJid) ? ownAccount : account;
    }

    private static RoutedStanza empty(RoutedStanza request, Jid addressee) {
        return Stanzas.result(request, addressee, null);
    }

    private static RoutedStanza query(RoutedStanza request, Jid addressee, String namespace) {
        return Stanzas.result(
                request, addressee, XmlElement.named(namespace, "query").build());
    }

    private static RoutedStanza info(
            RoutedStanza request, Jid addressee, String category, String type, IqServices services) {
        if (hasNode(request)) {
            return Stanzas.error(request, addressee, StanzaErrorCondition.ITEM_NOT_FOUND, null);
        }
        XmlElement.Builder query = XmlElement.named(INFO, "query")
                .child(XmlElement.named(INFO, "identity")
                        .attribute("category", category)
                        .attribute("type", type)
                        .build());
        for (String feature : new TreeSet<>(services.namespaces())) {
            query.child(
                    XmlElement.named(INFO, "feature").attribute("var", feature).build());
        }
        return Stanzas.result(request, addressee, query.build());
    }

    private RoutedStanza components(RoutedStanza request, Jid addressee) {
        if (hasNode(request)) {
            return Stanzas.error(request, addressee, StanzaErrorCondition.ITEM_NOT_FOUND, null);
        }
        XmlElement.Builder query = XmlElement.named(ITEMS, "query");
        for (String component : componentDomains) {
            query.child(
                    XmlElement.named(ITEMS, "item").attribute("jid", component).build());
        }
        return Stanzas.result(request, addressee, query.build());
    }

    private static boolean hasNode(RoutedStanza request) {
        return request.element().children().stream()
                .anyMatch(payload -> payload.attribute("node").isPresent());
    }

    private static RoutedStanza version(RoutedStanza request, Jid addressee) {
        String version = BuiltInServices.class.getPackage().getImplementationVersion();
        return Stanzas.result(
                request,
                addressee,
                XmlElement.named(VERSION, "query")
                        .child("name", "xmpp-ra testkit")
                        .child("version", version == null ? "development" : version)
                        .build());
    }
}
