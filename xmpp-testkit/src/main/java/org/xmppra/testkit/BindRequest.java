package org.xmppra.testkit;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamNamespaces;

/**
 * A client's request for a resource.
 *
 * @param iq the request as it was received
 * @param resource the resource asked for, or null to have one generated
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-7">RFC 6120 §7</a>
 */
record BindRequest(XmlElement iq, @Nullable String resource) {
    private static final int GENERATED_BYTES = 9;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Whether an element is such a request. */
    static boolean isBind(XmlElement element) {
        return element.is(StreamNamespaces.CLIENT, "iq")
                && element.attribute("type").filter("set"::equals).isPresent()
                && element.attribute("id").isPresent()
                && element.child(StreamNamespaces.BIND, "bind").isPresent();
    }

    static BindRequest read(XmlElement element) {
        String resource = element.child(StreamNamespaces.BIND, "bind")
                .flatMap(bind -> bind.child("resource"))
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty())
                .orElse(null);
        return new BindRequest(element, resource);
    }

    /**
     * The full address that is asked for.
     *
     * @throws IllegalArgumentException if the resource is not valid
     */
    Jid jid(Jid account) {
        return account.withResource(resource == null ? generate() : resource);
    }

    /** A resource that nobody else has; begins with the tag if there is one (XEP-0386 §3.2.1). */
    static String generate(@Nullable String tag) {
        return tag == null ? generate() : tag + "/" + generate();
    }

    private static String generate() {
        byte[] random = new byte[GENERATED_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    XmlElement result(Jid bound) {
        return answer("result")
                .child(XmlElement.named(StreamNamespaces.BIND, "bind")
                        .child("jid", bound.toString())
                        .build())
                .build();
    }

    XmlElement error(StanzaErrorCondition condition) {
        return answer("error").child(Stanzas.errorElement(condition, null)).build();
    }

    private XmlElement.Builder answer(String type) {
        return XmlElement.named(StreamNamespaces.CLIENT, "iq")
                .attribute("type", type)
                .attribute("id", iq.attribute("id").orElseThrow());
    }
}
