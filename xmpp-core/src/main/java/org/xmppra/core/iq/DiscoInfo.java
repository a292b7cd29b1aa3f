package org.xmppra.core.iq;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmppra.IqType;
import org.xmppra.XmlElement;

/**
 * What an account says of itself while its handlers do not change.
 *
 * @param features sorted, each once
 * @param query the disco#info result without a node
 * @param capabilities the {@code <c/>} for presence, or null where nobody would answer the question that it raises
 */
record DiscoInfo(
        List<String> features, XmlElement query, @Nullable XmlElement capabilities) {
    /** Stands for this software, all versions of it (XEP-0115 §4). */
    static final String NODE = "urn:xmppra";

    private static final String CAPS = "http://jabber.org/protocol/caps";

    static DiscoInfo of(RouteTable routes, RouterSettings settings) {
        boolean answered = settings.builtIns().contains(BuiltIn.DISCO_INFO)
                && routes.find(IqType.GET, BuiltIn.DISCO_INFO.namespace(), "query") == null;
        boolean announced = answered && !settings.component();
        List<String> features = Stream.of(
                        routes.namespaces(),
                        settings.builtIns().stream().map(BuiltIn::namespace),
                        announced ? Stream.of(CAPS) : Stream.<String>empty())
                .flatMap(names -> names)
                .distinct()
                .sorted()
                .toList();
        XmlElement query = query(features, settings.component());
        return new DiscoInfo(features, query, announced ? capabilities(CapsHash.of(query)) : null);
    }

    private static XmlElement query(List<String> features, boolean component) {
        String namespace = BuiltIn.DISCO_INFO.namespace();
        XmlElement.Builder query = XmlElement.named(namespace, "query");
        query.child(XmlElement.named(namespace, "identity")
                .attribute("category", component ? "component" : "client")
                .attribute("type", component ? "generic" : "bot")
                .attribute("name", SoftwareVersion.NAME)
                .build());
        features.forEach(feature -> query.child(
                XmlElement.named(namespace, "feature").attribute("var", feature).build()));
        return query.build();
    }

    private static XmlElement capabilities(String hash) {
        return XmlElement.named(CAPS, "c")
                .attribute("hash", CapsHash.ALGORITHM)
                .attribute("node", NODE)
                .attribute("ver", hash)
                .build();
    }

    /** The result for a node; empty for one that does not exist. The node of the capabilities means the same as none. */
    Optional<XmlElement> answer(Optional<String> node) {
        if (node.isEmpty()) {
            return Optional.of(query);
        }
        return capabilities != null
                        && node.get()
                                .equals(NODE + "#"
                                        + capabilities.attribute("ver").orElse(""))
                ? Optional.of(query.toBuilder().attribute("node", node.get()).build())
                : Optional.empty();
    }
}
