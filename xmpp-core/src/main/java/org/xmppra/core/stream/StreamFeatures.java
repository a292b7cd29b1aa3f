package org.xmppra.core.stream;

import java.util.List;
import java.util.Optional;
import org.xmppra.XmlElement;

/**
 * What a server offers on a stream (RFC 6120 §4.3.2).
 *
 * @param element the {@code <stream:features/>} as it was received
 */
public record StreamFeatures(XmlElement element) {
    /** Whether an element is a list of features. */
    public static boolean isFeatures(XmlElement element) {
        return element.is(StreamNamespaces.STREAM, "features");
    }

    /** The feature's element, if it is offered. */
    public Optional<XmlElement> feature(String namespace, String name) {
        return element.child(namespace, name);
    }

    /** The channel-binding types that the server announces (XEP-0440); empty if it announces no list. */
    public Optional<List<String>> channelBindings() {
        return feature(StreamNamespaces.SASL_CB, "sasl-channel-binding")
                .map(list -> list.children().stream()
                        .filter(child -> child.is(StreamNamespaces.SASL_CB, "channel-binding"))
                        .flatMap(child -> child.attribute("type").stream())
                        .toList());
    }
}
