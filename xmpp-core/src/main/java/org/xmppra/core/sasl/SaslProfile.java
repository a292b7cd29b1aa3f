package org.xmppra.core.sasl;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamFeatures;
import org.xmppra.core.stream.StreamNamespaces;

/**
 * How SASL's messages are carried. The two profiles differ in their elements, in what follows a success, and in what they
 * ask of channel binding (XEP-0440 §3).
 */
public enum SaslProfile {
    /** RFC 6120 §6: the stream is restarted after a success. */
    SASL1(StreamNamespaces.SASL, "mechanisms") {
        @Override
        XmlElement.Builder begin(String mechanism, byte @Nullable [] initial) {
            XmlElement.Builder auth = element("auth").attribute("mechanism", mechanism);
            return initial == null ? auth : auth.text(SaslBase64.encode(initial));
        }

        @Override
        byte @Nullable [] successData(XmlElement success) throws SaslException {
            return success.text().isBlank() ? null : data(success);
        }

        @Override
        String encode(byte[] message) {
            return SaslBase64.encode(message);
        }
    },
    /** XEP-0388: other features ride along, and the stream goes on after a success. */
    SASL2(StreamNamespaces.SASL2, "authentication") {
        @Override
        XmlElement.Builder begin(String mechanism, byte @Nullable [] initial) {
            XmlElement.Builder authenticate = element("authenticate").attribute("mechanism", mechanism);
            return initial == null ? authenticate : authenticate.child("initial-response", encode(initial));
        }

        @Override
        byte @Nullable [] successData(XmlElement success) throws SaslException {
            Optional<XmlElement> data = success.child(StreamNamespaces.SASL2, "additional-data");
            return data.isEmpty() ? null : data(data.get());
        }

        /** There is no "=" for a message of no bytes. */
        @Override
        String encode(byte[] message) {
            return message.length == 0 ? "" : SaslBase64.encode(message);
        }
    };

    private final String namespace;
    private final String feature;

    SaslProfile(String namespace, String feature) {
        this.namespace = namespace;
        this.feature = feature;
    }

    abstract XmlElement.Builder begin(String mechanism, byte @Nullable [] initial);

    abstract byte @Nullable [] successData(XmlElement success) throws SaslException;

    abstract String encode(byte[] message);

    /** The namespace of its elements. */
    String namespace() {
        return namespace;
    }

    XmlElement.Builder element(String name) {
        return XmlElement.named(namespace, name);
    }

    /** The feature by which it is offered, if it is. */
    Optional<XmlElement> offer(StreamFeatures offered) {
        return offered.feature(namespace, feature)
                .filter(offer -> !mechanisms(offer).isEmpty());
    }

    /** The mechanisms in such a feature, in the server's order. */
    List<String> mechanisms(XmlElement offer) {
        return offer.children().stream()
                .filter(child -> child.is(namespace, "mechanism"))
                .map(child -> child.text().strip())
                .toList();
    }

    XmlElement response(byte[] message) {
        return element("response").text(encode(message)).build();
    }

    /** The message in a challenge, or in what holds the data of a success. */
    byte[] data(XmlElement element) throws SaslException {
        return SaslBase64.decode(element.text().strip());
    }
}
