package org.xmppra.core.bind;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.FeatureNegotiator;
import org.xmppra.core.stream.InlineFeature;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.NegotiationException.Reason;
import org.xmppra.core.stream.NegotiationPeer;
import org.xmppra.core.stream.StreamFeatures;
import org.xmppra.core.stream.StreamNamespaces;

/**
 * Binds a resource: asks for one, or lets the server choose, and learns the full JID (RFC 6120 §7). Where the server binds
 * along with the login (XEP-0386) it does so, unless the resource must be an exact one: that cannot be asked for there.
 */
public final class BindNegotiator implements FeatureNegotiator, InlineFeature {
    private static final String REQUEST_ID = "bind";

    private final @Nullable String resource;
    private final boolean exact;
    private final @Nullable String tag;
    private final Consumer<Jid> bound;
    private boolean done;

    /**
     * @param resource the resource to ask for, or null for one that the server makes
     * @param exact whether another resource than the one asked for is a failure
     * @param tag how a resource that the server makes should begin, or null
     * @param bound is told the full JID
     */
    public BindNegotiator(@Nullable String resource, boolean exact, @Nullable String tag, Consumer<Jid> bound) {
        this.resource = resource;
        this.exact = exact;
        this.tag = tag;
        this.bound = bound;
    }

    @Override
    public boolean applies(StreamFeatures offered) {
        return !done && offered.feature(StreamNamespaces.BIND, "bind").isPresent();
    }

    @Override
    public List<XmlElement> request(XmlElement offered) {
        if (exact || offered.child(StreamNamespaces.BIND2, "bind").isEmpty()) {
            return List.of();
        }
        XmlElement.Builder bind = XmlElement.named(StreamNamespaces.BIND2, "bind");
        return List.of((tag == null ? bind : bind.child("tag", tag)).build());
    }

    /** What the server did not bind along with the login is asked for in a conversation of its own. */
    @Override
    public boolean succeeded(XmlElement success) throws NegotiationException {
        if (success.child(StreamNamespaces.BIND2, "bound").isPresent()) {
            bound.accept(fullJid(success.child(StreamNamespaces.SASL2, "authorization-identifier")
                    .map(XmlElement::text)
                    .orElse("")));
            done = true;
        }
        return false;
    }

    @Override
    public String stage() {
        return "binding a resource";
    }

    @Override
    public void begin(StreamFeatures offered, NegotiationPeer peer) {
        XmlElement.Builder bind = XmlElement.named(StreamNamespaces.BIND, "bind");
        if (resource != null) {
            bind.child("resource", resource);
        }
        peer.send(XmlElement.named(StreamNamespaces.CLIENT, "iq")
                .attribute("type", "set")
                .attribute("id", REQUEST_ID)
                .child(bind.build())
                .build());
    }

    @Override
    public void received(XmlElement element, NegotiationPeer peer) throws NegotiationException {
        if (!element.is(StreamNamespaces.CLIENT, "iq")
                || element.attribute("id").filter(REQUEST_ID::equals).isEmpty()) {
            return; // A stanza that was routed here early; nobody waits for it yet.
        }
        if (element.attribute("type").filter("result"::equals).isEmpty()) {
            throw refused(element);
        }
        Jid jid = jidOf(element);
        if (exact && !Objects.equals(jid.resource(), resource)) {
            throw new NegotiationException(
                    Reason.REFUSED,
                    "The server bound the resource '" + jid.resource() + "' instead of '" + resource
                            + "': choose another resource (property 'resource'), or allow this one on the server");
        }
        bound.accept(jid);
        peer.completed();
    }

    private static Jid jidOf(XmlElement result) throws NegotiationException {
        return fullJid(result.child(StreamNamespaces.BIND, "bind")
                .flatMap(bind -> bind.child("jid"))
                .map(XmlElement::text)
                .orElse(""));
    }

    private static Jid fullJid(String text) throws NegotiationException {
        try {
            Jid jid = Jid.of(text.strip());
            if (jid.resource() != null) {
                return jid;
            }
        } catch (IllegalArgumentException e) {
            throw new NegotiationException(Reason.PROTOCOL, "The server bound no valid full JID", e);
        }
        throw new NegotiationException(Reason.PROTOCOL, "The server bound a JID without a resource");
    }

    private NegotiationException refused(XmlElement answer) {
        String condition = answer.child("error").stream()
                .flatMap(error -> error.children().stream())
                .map(XmlElement::name)
                .filter(name -> !name.equals("text"))
                .findFirst()
                .orElse("no condition");
        boolean conflict = condition.equals("conflict");
        return new NegotiationException(
                conflict ? Reason.CONFLICT : Reason.REFUSED,
                "The server refused to bind " + (resource == null ? "a resource" : "the resource '" + resource + "'")
                        + ": " + condition
                        + (conflict
                                ? "; another session holds it: end that one or choose another (property resource)"
                                : ""));
    }
}
